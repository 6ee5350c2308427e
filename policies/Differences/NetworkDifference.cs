using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Networks;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Differences;

/// <summary>What connections to pods and from them two sets of NetworkPolicies decide differently.</summary>
internal sealed class NetworkDifference(ServerSide old, ServerSide now, ChangedObjects changed, ObjectPlaces places, PartitionCache cache)
{
    private static readonly IReadOnlyList<(ObjectReference? By, RuleClause Clause)> Everything =
        [(null, new RuleClause(new Dictionary<DimensionKey, IReadOnlyList<Test>>(), null))];

    private readonly HashSet<(string? Region, string Namespace, string Workload)> _left = [];

    /// <summary>The connections to a port, and once for each workload those that it opens itself.</summary>
    public IEnumerable<AccessChange> Connections(DestinationPort? was, DestinationPort? @is)
    {
        if (was is null || @is is null)
        {
            return [];
        }

        var ingress = Compare(was, @is, Direction.Ingress);
        return _left.Add((@is.Cluster.Region, @is.Workload.Namespace, @is.Workload.Name)) ? [.. ingress, .. Compare(was, @is, Direction.Egress)] : ingress;
    }

    private List<AccessChange> Compare(DestinationPort was, DestinationPort @is, Direction direction)
    {
        var (before, after) = (old.IsolationOf(was, direction), now.IsolationOf(@is, direction));
        var (oldRules, newRules) = (Rules(before), Rules(after));
        if (TextOf(oldRules) == TextOf(newRules))
        {
            return [];
        }

        var set = new ClauseSet();
        foreach (var (_, clause) in oldRules.Concat(newRules))
        {
            set.Add(clause.Tests);
        }

        int? at = direction == Direction.Egress ? null : set.Add(new Dictionary<DimensionKey, IReadOnlyList<Test>>
        {
            [new DimensionKey(DimensionKind.Protocol)] = [new Test(IsNegated: false, [TextPattern.Exact("TCP")])],
            [new DimensionKey(DimensionKind.Port)] = [new Test(IsNegated: false, [new PortRange(@is.Number, @is.Number)])],
        });
        var space = PeerSpace.Of(set, cache);
        return
        [
            .. space.Classes(active => at is { } clause && !active.Contains(clause)
                    ? Fate.Same
                    : Fate.Of(Verdict(before, oldRules, [.. active.Where(number => number < oldRules.Count)]),
                        Verdict(after, newRules, [.. active.Where(number => number >= oldRules.Count && number < oldRules.Count + newRules.Count).Select(number => number - oldRules.Count)])))
                .Where(found => found.Value.IsChange)
                .Select(found => Change(@is, direction, space.Witness(found.Atoms)!, found.Value)),
        ];
    }

    private static IReadOnlyList<(ObjectReference? By, RuleClause Clause)> Rules(PodIsolation isolation) => isolation.IsIsolated
        ? [.. isolation.Rules.SelectMany(rule => rule.Clauses.Select(clause => ((ObjectReference?)rule.Policy, clause)))]
        : Everything;

    private static string TextOf(IReadOnlyList<(ObjectReference? By, RuleClause Clause)> rules) =>
        string.Join("\n\n", rules.SelectMany(rule => ClauseKeys.Of(rule.Clause.Tests).Select(key => $"{key} {rule.Clause.Unknown}")).Distinct().Order(StringComparer.Ordinal));

    private static PortVerdict Verdict(PodIsolation isolation, IReadOnlyList<(ObjectReference? By, RuleClause Clause)> rules, IReadOnlyList<int> active)
    {
        var passing = active.Select(number => rules[number]).ToList();
        var sure = passing.FindIndex(rule => rule.Clause.Unknown is null);
        var by = passing.Count > 0 ? passing[Math.Max(sure, 0)].By : isolation.By.Select(policy => policy.Reference).FirstOrDefault();
        return new PortVerdict
        {
            Effect = passing.Count == 0 ? AccessEffect.Denied : sure >= 0 ? AccessEffect.Allowed : AccessEffect.Unknown,
            Object = by,
            Reason = passing.Count == 0 ? "no NetworkPolicy lets it pass" : by is null ? "no NetworkPolicy selects the pod" : $"{by} lets it pass",
        };
    }

    private AccessChange Change(DestinationPort port, Direction direction, PeerWitness witness, Fate fate)
    {
        var cause = fate.Kind == ChangeKind.Gained
            ? changed.Cause(fate.NewObject, fate.OldObject)
            : changed.Cause(fate.OldObject, fate.NewObject);
        var (self, other) = (port.Workload.ToString(), witness.ToString());
        return new AccessChange
        {
            Kind = fate.Kind,
            Destination = direction == Direction.Ingress ? PortText.Of(port) : $"{other}, port {witness.Port}",
            Source = direction == Direction.Ingress ? other : self,
            Request = $"{witness.Protocol} connections",
            Transport = "any",
            Before = fate.Before,
            After = fate.After,
            Witness = $"{witness.Protocol} from {(direction == Direction.Ingress ? other : self)} to {(direction == Direction.Ingress ? PortText.Of(port) : other)}",
            Cause = cause,
            Place = places.Of(cause),
            Reason = $"before, {fate.OldReason}; now {fate.NewReason}",
        };
    }
}
