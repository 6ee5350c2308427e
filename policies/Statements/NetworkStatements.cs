using Policies.Evaluation;
using Policies.Model;
using Policies.Modelling;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Networks;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Statements;

/// <summary>Holds statements against ports without a proxy, where only the network decides who comes.</summary>
internal sealed class NetworkStatements(Cluster cluster, OpenQuestions open, Ways ways, FleetCallers callers, Evaluator evaluator, PartitionCache cache)
{
    private static readonly RuleClause Everything = new(new Dictionary<DimensionKey, IReadOnlyList<Test>>(), null);

    private readonly PeerTests _tests = new();

    private NetworkPolicies Policies => field ??= new NetworkPolicies(cluster, _tests);

    private readonly Dictionary<DestinationPort, bool> _open = new(PortIdentity.Instance);

    /// <summary>A call that shows that the statement does not hold; null where it holds.</summary>
    public Counterexample? Counterexample(Statement statement, DestinationPort port)
    {
        if (statement.Kind == StatementKind.Allow)
        {
            return statement.From.SelectMany(callers.Workloads)
                .Where(caller => caller.Region == port.Workload.Region || !callers.Runs(caller.Region, port.Workload))
                .Select(caller => (Caller: caller, Verdict: evaluator.Evaluate(CallReplay.Of(caller, port, ways.To(port)[0], new CallWitness()))))
                .Where(pair => pair.Verdict.Allow != true)
                .Select(pair => new Counterexample(pair.Verdict.Allow is not null, $"a connection of {pair.Caller}", pair.Verdict.Reason, pair.Verdict.Decisive.Object))
                .FirstOrDefault();
        }

        if (OpenOf(port) is { } question)
        {
            return new Counterexample(false, "any connection", question.Reason, question.Reference);
        }

        return Connections(port, set => callers.AddPods(statement.From, cluster, _tests, set), isWanted: statement.Kind == StatementKind.Only)
            .OrderByDescending(found => found.IsCertain).FirstOrDefault();
    }

    /// <summary>A network policy of which nobody knows what it makes of connections to a port; null where there is none.</summary>
    public OpenQuestion? OpenOf(DestinationPort port) => open.OfNetwork(port.Workload);

    /// <summary>Whether the network lets any pod or address at all come to a port.</summary>
    public bool TakesAnybody(DestinationPort port)
    {
        if (!_open.TryGetValue(port, out var isOpen))
        {
            isOpen = Connections(port, _ => new Membership([]), isWanted: true).Any();
            _open.Add(port, isOpen);
        }

        return isOpen;
    }

    /// <summary>The connections that reach the port from those, or from all but those, in some sets.</summary>
    private IEnumerable<Counterexample> Connections(DestinationPort port, Func<ClauseSet, Membership> add, bool isWanted)
    {
        var isolation = Policies.Of(Pod.Of(port.Workload), Direction.Ingress);
        var passing = isolation.IsIsolated
            ? isolation.Rules.SelectMany(rule => rule.Clauses.Select(clause => (Policy: (ObjectReference?)rule.Policy, Clause: clause))).ToList()
            : [(Policy: null, Clause: Everything)];
        var set = new ClauseSet();
        passing.ForEach(entry => set.Add(entry.Clause.Tests));
        var at = set.Add(new Dictionary<DimensionKey, IReadOnlyList<Test>>
        {
            [new DimensionKey(DimensionKind.Protocol)] = [new Test(IsNegated: false, [TextPattern.Exact("TCP")])],
            [new DimensionKey(DimensionKind.Port)] = [new Test(IsNegated: false, [new PortRange(port.Number, port.Number)])],
        });
        var from = add(set);
        var space = PeerSpace.Of(set, cache);
        return space.Classes(Judge).Where(found => found.Value.Reaches).Select(found => new Counterexample(
            found.Value.IsCertain,
            $"a connection from {space.Witness(found.Atoms)}",
            found.Value.By is { } policy ? $"no proxy asks who calls, and {policy} lets it pass" : "no proxy asks who calls, and no NetworkPolicy selects the pod",
            found.Value.By));

        Judged Judge(IReadOnlyList<int> active)
        {
            if (!active.Contains(at) || from.Contains(active) == isWanted)
            {
                return Judged.Nothing;
            }

            var rules = active.Where(clause => clause < passing.Count).Select(clause => passing[clause]).ToList();
            var sure = rules.FindIndex(rule => rule.Clause.Unknown is null);
            return rules.Count == 0 ? Judged.Nothing : new Judged(Reaches: true, IsCertain: sure >= 0, rules[Math.Max(sure, 0)].Policy);
        }
    }

    private sealed record Judged(bool Reaches, bool IsCertain, ObjectReference? By)
    {
        public static Judged Nothing { get; } = new(false, true, null);
    }
}
