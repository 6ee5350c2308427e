using Policies.Ambient;
using Policies.Model;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Networks;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Differences;

/// <summary>What connections to pods and from them two sets of NetworkPolicies decide differently.</summary>
internal sealed class NetworkDifference(ServerSide old, ServerSide now, ChangeCauses causes, PartitionCache cache)
{
    private static readonly PortVerdict NoMatter = new() { Effect = AccessEffect.Denied, Reason = "nothing is told" };

    private static readonly Fate Same = new(NoMatter, NoMatter);

    private static readonly Side Nowhere = new(new PodIsolation { By = [], Rules = [] }, [], Exists: false);

    private static readonly IReadOnlyList<(ObjectReference? By, RuleClause Clause)> Everything =
        [(null, new RuleClause(new Dictionary<DimensionKey, IReadOnlyList<Test>>(), null))];

    private readonly HashSet<(string? Region, string Namespace, string Workload)> _left = [];

    /// <summary>
    /// The connections to a port, and once for each workload those that it opens itself. Of a port that comes or goes they are told only where no
    /// proxy has more to say of it.
    /// </summary>
    public IEnumerable<AccessChange> Connections(DestinationPort? was, DestinationPort? @is)
    {
        var port = (@is ?? was)!;
        if ((was is null || @is is null) && port.Workload.DataPlane != DataPlane.None)
        {
            return [];
        }

        var isFirst = _left.Add((port.Cluster.Region, port.Workload.Namespace, port.Workload.Name));
        if (port.Workload.DataPlane == DataPlane.Waypoint)
        {
            // Whatever service it is for, it comes to a waypoint through the one port of its tunnels.
            return isFirst ? [.. Compare(Tunnel(was), Tunnel(@is), Direction.Ingress), .. Compare(was, @is, Direction.Egress)] : [];
        }

        var ingress = Compare(was, @is, Direction.Ingress);
        return isFirst ? [.. ingress, .. Compare(was, @is, Direction.Egress)] : ingress;
    }

    private static DestinationPort? Tunnel(DestinationPort? port) => port is null ? null : port with { Number = Hbone.Port, Service = null };

    private List<AccessChange> Compare(DestinationPort? was, DestinationPort? @is, Direction direction)
    {
        var (before, after) = (SideOf(old, was, direction), SideOf(now, @is, direction));
        if (before.Exists == after.Exists && TextOf(before.Rules) == TextOf(after.Rules))
        {
            return [];
        }

        var set = new ClauseSet();
        foreach (var (_, clause) in before.Rules.Concat(after.Rules))
        {
            set.Add(clause.Tests);
        }

        var port = (@is ?? was)!;
        int? at = direction == Direction.Egress ? null : set.Add(new Dictionary<DimensionKey, IReadOnlyList<Test>>
        {
            [new DimensionKey(DimensionKind.Protocol)] = [new Test(IsNegated: false, [TextPattern.Exact("TCP")])],
            [new DimensionKey(DimensionKind.Port)] = [new Test(IsNegated: false, [new PortRange(port.Number, port.Number)])],
        });
        var space = PeerSpace.Of(set, cache);
        return
        [
            .. space.Classes(active => at is { } clause && !active.Contains(clause)
                    ? Same
                    : Changed(new Fate(
                        Verdict(before, [.. active.Where(number => number < before.Rules.Count)]),
                        Verdict(after, [.. active.Where(number => number >= before.Rules.Count && number < before.Rules.Count + after.Rules.Count).Select(number => number - before.Rules.Count)]))))
                .Where(found => found.Value.IsChange)
                .Select(found => Change(port, direction, space.Witness(found.Atoms)!, space.IsAnyone(found.Atoms), found.Value)),
        ];
    }

    private static Fate Changed(Fate fate) => fate.IsChange ? fate : Same;

    private static Side SideOf(ServerSide side, DestinationPort? port, Direction direction)
    {
        if (port is null)
        {
            return Nowhere;
        }

        var isolation = side.IsolationOf(port, direction);
        return new Side(isolation, Rules(isolation), Exists: true);
    }

    private static IReadOnlyList<(ObjectReference? By, RuleClause Clause)> Rules(PodIsolation isolation) => isolation.IsIsolated
        ? [.. isolation.Rules.SelectMany(rule => rule.Clauses.Select(clause => ((ObjectReference?)rule.Policy, clause)))]
        : Everything;

    private static string TextOf(IReadOnlyList<(ObjectReference? By, RuleClause Clause)> rules) =>
        string.Join("\n\n", rules.SelectMany(rule => ClauseKeys.Of(rule.Clause.Tests).Select(key => $"{key} {rule.Clause.Unknown}")).Distinct().Order(StringComparer.Ordinal));

    private static PortVerdict Verdict(Side side, IReadOnlyList<int> active)
    {
        var passing = active.Select(number => side.Rules[number]).ToList();
        var sure = passing.FindIndex(rule => rule.Clause.Unknown is null);
        var by = passing.Count > 0 ? passing[Math.Max(sure, 0)].By : side.Isolation.By.Select(policy => policy.Reference).FirstOrDefault();
        return new PortVerdict
        {
            Effect = passing.Count == 0 ? AccessEffect.Denied : sure >= 0 ? AccessEffect.Allowed : AccessEffect.Unknown,
            Object = by,
            Reason = !side.Exists ? "there is no such workload"
                : passing.Count == 0 ? "no NetworkPolicy lets it pass"
                : by is null ? "no NetworkPolicy selects the pod"
                : $"{by} lets it pass",
        };
    }

    private AccessChange Change(DestinationPort port, Direction direction, PeerWitness witness, bool isAnyone, Fate fate)
    {
        var cause = causes.Of(fate);
        var (self, other) = (port.Workload.ToString(), isAnyone ? "anyone" : WorkloadOf(port.Cluster, witness)?.ToString());
        var (source, destination) = direction == Direction.Ingress
            ? (other ?? witness.ToString(), PortText.Of(port))
            : (self, isAnyone ? "anyone" : other is null ? $"{witness}, port {witness.Port}" : $"{other}:{witness.Port}");
        return new AccessChange
        {
            Kind = fate.Kind,
            Region = port.Cluster.Region,
            Destination = destination,
            Source = source,
            Request = $"{witness.Protocol} connections",
            Transport = "any",
            Before = fate.Before.Effect,
            After = fate.After.Effect,
            Witness = $"{witness.Protocol} from {source} to {destination}",
            Cause = cause,
            Place = causes.PlaceOf(cause),
            Reason = fate.Reason,
        };
    }

    /// <summary>The one workload whose pods are the other end; null where there is none, or more than one.</summary>
    private static Workload? WorkloadOf(Cluster cluster, PeerWitness witness) => witness.Namespace is null || witness.Address is not null
        ? null
        : cluster.Workloads
            .Where(workload => workload.Namespace == witness.Namespace
                && witness.Labels.All(label => workload.Labels.GetValueOrDefault(label.Key) == label.Value))
            .Take(2).ToList() is [var only] ? only : null;

    /// <summary>What the network does with a pod's connections at one time; nothing where the pod is not there.</summary>
    private sealed record Side(PodIsolation Isolation, IReadOnlyList<(ObjectReference? By, RuleClause Clause)> Rules, bool Exists);
}
