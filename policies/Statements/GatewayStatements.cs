using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Gateways;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Statements;

/// <summary>Holds statements against the ways that lead through gateways, on which the server sees the gateway and nobody else.</summary>
internal sealed class GatewayStatements(
    GatewayWays ways, FleetCallers callers, Evaluator evaluator, Func<Cluster, NetworkStatements> networks, PartitionCache cache)
{
    /// <summary>A call that gets through a gateway to a port and should not; null where none does. What is to be allowed is asked of direct calls.</summary>
    public Counterexample? Counterexample(Statement statement, DestinationPort port) => ways.IsEmpty ? null : Counterexample(statement, ways.To(port));

    /// <summary>The same of passages to anything.</summary>
    public Counterexample? Counterexample(Statement statement, IEnumerable<(GatewayEntrance Entrance, IReadOnlyList<GatewayArrival> Arrivals)> passages)
    {
        if (statement.Kind == StatementKind.Allow)
        {
            return null;
        }

        Counterexample? open = null;
        foreach (var (entrance, arrivals) in passages)
        {
            // Whoever names the gateway among those who may call means what comes through it.
            var isMeant = statement.Kind == StatementKind.Only && statement.From.SelectMany(callers.Workloads).Any(caller => ReferenceEquals(caller, entrance.Gateway));
            if (isMeant || Through(statement, entrance, arrivals) is not { } found)
            {
                continue;
            }

            if (found.IsCertain)
            {
                return found;
            }

            open ??= found;
        }

        return open;
    }

    private Counterexample? Through(Statement statement, GatewayEntrance entrance, IReadOnlyList<GatewayArrival> arrivals)
    {
        var (policy, names, set) = (ways.PolicyOf(entrance), callers.NamesAt(entrance.Gateway), new ClauseSet());
        var passage = new GatewayPassage(entrance, policy, arrivals, statement.IsAboutRequests ? Requests(statement) : null, set);
        var (from, isExcluded) = (names.Add(statement.From, set), statement.Kind == StatementKind.Only);
        var space = CallSpace.Of(set, GatewayPassage.Universe(policy, arrivals), cache);
        return space
            .Classes(active => (Verdict: passage.Judge(active), Counts: !entrance.SeesIdentities || from.Contains(active) != isExcluded))
            .Where(found => found.Value.Counts && found.Value.Verdict.Verdict.Effect != AccessEffect.Denied)
            .Select(found => Coming(statement, entrance, found.Value.Verdict, space, found.Atoms))
            .OfType<Counterexample>()
            .OrderByDescending(found => found.IsCertain)
            .FirstOrDefault();
    }

    /// <summary>A call of a class that somebody who is meant can bring to the entrance.</summary>
    private Counterexample? Coming(Statement statement, GatewayEntrance entrance, PassageVerdict passed, CallSpace space, IReadOnlyList<AtomSet> atoms)
    {
        var (witness, isExcluded) = (space.Witness(atoms)!, statement.Kind == StatementKind.Only);
        var principals = PrincipalAtoms.Of(space, atoms, callers.NamesAt(entrance.Gateway));
        var hasStrangers = entrance.SeesIdentities ? principals.HasOthers : FleetCallers.MeansStranger(statement.From) != isExcluded;
        Counterexample? open = null;
        if (hasStrangers)
        {
            var network = networks(entrance.Port.Cluster);
            if (network.OpenOf(entrance.Port) is { } question)
            {
                open = new Counterexample(false, Words(witness, entrance), question.Reason, question.Reference);
            }
            else if (network.TakesAnybody(entrance.Port))
            {
                var shown = Shown(witness, entrance, passed, Beyond(passed, witness));
                if (shown.IsCertain)
                {
                    return shown;
                }

                open = shown;
            }
        }

        foreach (var caller in entrance.SeesIdentities ? principals.Holders : callers.Meant(statement.From, isExcluded))
        {
            var verdict = evaluator.Evaluate(Arriving(caller, entrance, witness));
            if (verdict.Allow == false)
            {
                continue;
            }

            var shown = Shown(witness with { Principal = caller.ToString() }, entrance, passed, verdict.Allow is null ? verdict : Beyond(passed, witness));
            if (shown.IsCertain)
            {
                return shown;
            }

            open ??= shown;
        }

        return open;
    }

    /// <summary>What the evaluator makes of the gateway's own call; null where nobody knows where it goes.</summary>
    private Verdict? Beyond(PassageVerdict passed, CallWitness witness) => passed.Arrival is not { } arrival
        ? null
        : evaluator.Evaluate(arrival.Call with { Http = arrival.Call.Http is null ? null : Request(witness, arrival.As.Rewrite) });

    private static Counterexample Shown(CallWitness witness, GatewayEntrance entrance, PassageVerdict passed, Verdict? beyond) =>
        passed.Verdict.Effect == AccessEffect.Allowed && beyond is { Allow: true }
            ? new Counterexample(true, Words(witness, entrance), $"{passed.Route!.By} leads it there, and {beyond.Reason}", passed.Route.By)
            : passed.Verdict.Effect == AccessEffect.Allowed && beyond is not null
                ? new Counterexample(false, Words(witness, entrance), beyond.Reason, beyond.Decisive.Object)
                : new Counterexample(false, Words(witness, entrance), passed.Verdict.Reason, passed.Verdict.Object);

    private static Call Arriving(Workload caller, GatewayEntrance entrance, CallWitness witness) => new()
    {
        From = new Caller.OfWorkload(caller),
        To = entrance.Gateway,
        Service = entrance.Service,
        ServicePort = entrance.ServicePort?.Number,
        Port = entrance.Port.Number,
        Protocol = entrance.ServicePort?.Protocol ?? (entrance.Port.IsHttp ? PortProtocol.Http : PortProtocol.Tcp),
        Http = entrance.Port.IsHttp ? CallReplay.Request(witness) : null,
        IsApplicationTls = entrance.TakesTls,
        Sni = entrance.TakesTls ? witness.ServerName ?? witness.Host?.Split(':')[0] : null,
    };

    private static HttpCall Request(CallWitness witness, RouteRewrite? rewrite)
    {
        var request = CallReplay.Request(witness);
        return rewrite?.Change.Apply(request) ?? request;
    }

    private static string Words(CallWitness witness, GatewayEntrance entrance) => $"{witness} through {entrance.Gateway} ({entrance.By.Reference})";

    /// <summary>The requests that a statement speaks of.</summary>
    public static RuleClause Requests(Statement statement)
    {
        var clause = new ClauseBuilder();
        clause.Require(new DimensionKey(DimensionKind.Method), isNegated: false, [.. statement.Methods.Select(TextPattern.Istio)]);
        clause.Require(new DimensionKey(DimensionKind.Path), isNegated: false, [.. statement.Paths.Select(PathPatterns.Of)]);
        return clause.Build();
    }
}
