using System.Globalization;
using Manifests.Networking.V1;
using Policies.Evaluation;
using Policies.Model;
using Policies.Modelling;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Networks;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Intent;

/// <summary>Compares what the network of a cluster carries with what it is meant to carry, at every pod of the closed namespaces and both ways.</summary>
internal sealed class NetworkProof
{
    private readonly Cluster _cluster;
    private readonly HashSet<string> _closed;
    private readonly OpenNetworks _open;
    private readonly PartitionCache _cache;
    private readonly ILookup<string, Workload> _workloads;
    private readonly ILookup<string, ConfigObject<NetworkPolicy>> _policies;
    private readonly ILookup<string, IntendedFlow> _incoming;
    private readonly ILookup<string, IntendedFlow> _outgoing;

    /// <summary>Reads a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="intent">What is meant.</param>
    /// <param name="cache">What is known of earlier splits.</param>
    public NetworkProof(Cluster cluster, IntendedAccess intent, PartitionCache cache)
    {
        _cluster = cluster;
        _cache = cache;
        _closed = intent.Namespaces.Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        _open = new OpenNetworks(cluster);
        _workloads = cluster.Workloads.Where(workload => !workload.IsHostNetwork).ToLookup(workload => workload.Namespace, StringComparer.Ordinal);
        _policies = cluster.NetworkPolicies.ToLookup(policy => policy.Namespace, StringComparer.Ordinal);
        _incoming = By(intent.Flows, flow => flow.To);
        _outgoing = By(intent.Flows, flow => flow.From);
    }

    /// <summary>Every difference at the pods of a namespace; none where it is not closed. Several threads may ask about different ones at once.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="proven">What is proven of the same namespace in other clusters.</param>
    public IEnumerable<IntentGap> Gaps(string @namespace, ProvenPods proven)
    {
        if (!_closed.Contains(@namespace))
        {
            return [];
        }

        var tests = new PeerTests();
        var inside = new NamespaceNetwork(
            new NetworkPolicies([.. _policies[@namespace]], _cluster.Namespaces, tests),
            new FlowClauses([.. _incoming[@namespace].Select(proven.One)], [.. _outgoing[@namespace].Select(proven.One)], tests),
            proven);
        return OpenGaps(@namespace).Concat(
            from pod in Pods(@namespace)
            from direction in new[] { Direction.Ingress, Direction.Egress }
            from gap in GapsOf(inside, pod.Name, pod.Pod, direction)
            select gap);
    }

    private static ILookup<string, IntendedFlow> By(IEnumerable<IntendedFlow> flows, Func<IntendedFlow, FlowEnd> end) =>
        flows.Where(flow => end(flow) is FlowEnd.Pods).ToLookup(flow => ((FlowEnd.Pods)end(flow)).Namespace, StringComparer.Ordinal);

    /// <summary>Whether a network policy may decide otherwise than all that are known. What is known is proven beside it.</summary>
    private IEnumerable<IntentGap> OpenGaps(string @namespace) => _open.Of(@namespace) is { } question
        ? [
            new IntentGap
            {
                Kind = GapKind.Unknown,
                Layer = Layer.Network,
                Object = question.Reference,
                Source = question.Source,
                Destination = $"{(_cluster.Region is null ? "" : $"{_cluster.Region}/")}{@namespace} (network)",
                Witness = "every connection",
                Reason = question.Reason,
            },
        ]
        : [];

    /// <summary>The known pods of a namespace, those that only flows name, and one that nobody has described; of those with equal labels the first.</summary>
    private IEnumerable<(string Name, Pod Pod)> Pods(string @namespace)
    {
        var known = _workloads[@namespace].Select(workload => (workload.Name, Pod: Pod.Of(workload))).ToList();
        // Most flows begin and end at pods of which others have told already.
        var told = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var ends = _outgoing[@namespace].Select(flow => flow.From).Concat(_incoming[@namespace].Select(flow => flow.To))
            .OfType<FlowEnd.Pods>().Where(end => told.Add(end.Labels)).ToList();
        var byLabels = new SelectorIndex<FlowEnd.Pods>(ends, end => end.Namespace, end => end.Labels);
        var found = known.SelectMany(entry => byLabels.Selecting(@namespace, entry.Pod.Labels)).ToHashSet<FlowEnd.Pods>(ReferenceEqualityComparer.Instance);
        var named = ends.Where(end => !found.Contains(end)).Select(end => (Name: Words(end.Labels), Pod: new Pod { Namespace = end.Namespace, Labels = end.Labels }));
        var stranger = Pod.Unlabelled(@namespace);
        var seen = new HashSet<IReadOnlyDictionary<string, string>>(LabelsComparer.Instance);
        return known.Concat(named).Append((Name: Words(stranger.Labels), Pod: stranger)).Where(entry => seen.Add(entry.Pod.Labels));
    }

    private static string Words(IReadOnlyDictionary<string, string> labels) => labels.Count == 0
        ? "any other pod"
        : $"{{{string.Join(", ", labels.Select(label => $"{label.Key}: {label.Value}"))}}}";

    private IEnumerable<IntentGap> GapsOf(NamespaceNetwork inside, string name, Pod pod, Direction direction)
    {
        var (policies, flows) = (inside.Policies.Selecting(pod, direction), inside.Flows.Selecting(pod, direction));
        var evidence = EvidenceOf(inside.Policies, pod, direction, policies, flows);
        if (evidence is { } known && inside.Proven.Contains(known))
        {
            yield break;
        }

        var isolation = inside.Policies.Of(pod, direction, policies);
        var intended = FlowClauses.Of(flows);
        if (pod.Labels.Count == 0 && !isolation.HasDefaultDeny)
        {
            yield return WithoutDefault(name, pod, direction, isolation);
        }

        if (isolation.IsIsolated && MeansTheSame(isolation, intended))
        {
            if (evidence is { } enough)
            {
                inside.Proven.Add(enough);
            }

            yield break;
        }

        var actual = isolation.IsIsolated
            ? isolation.Rules.SelectMany(rule => rule.Clauses.Select(clause => (rule.Policy, Clause: clause))).ToList()
            : [(Policy: null!, Clause: new RuleClause(new Dictionary<DimensionKey, IReadOnlyList<Test>>(), null))];
        var set = new ClauseSet();
        foreach (var clause in actual.Select(entry => entry.Clause).Concat(intended))
        {
            set.Add(clause.Tests);
        }

        var space = PeerSpace.Of(set, _cache);
        foreach (var found in space.Classes(Compare).Where(found => found.Value.Kind is not null))
        {
            var by = found.Value.By is { } number ? actual[number].Policy : isolation.By.Select(policy => policy.Reference).FirstOrDefault();
            yield return Gap(found.Value.Kind!.Value, name, pod, direction, space.Witness(found.Atoms)!, by, isolation);
        }

        (GapKind? Kind, int? By) Compare(IReadOnlyList<int> active)
        {
            var isIntended = active.Any(clause => clause >= actual.Count);
            var passing = active.Where(clause => clause < actual.Count).ToList();
            var sure = passing.Where(clause => actual[clause].Clause.Unknown is null).Select(clause => (int?)clause).FirstOrDefault();
            return (sure, passing.Count, isIntended) switch
            {
                (null, > 0, _) => (GapKind.Unknown, passing[0]),
                (not null, _, false) => (GapKind.TooMany, sure),
                (null, _, true) => (GapKind.TooFew, null),
                _ => (null, null),
            };
        }
    }

    /// <summary>All that decides in one direction of a pod; null where the pod's ports or the cluster's namespaces do too.</summary>
    private static ProvenPods.Evidence? EvidenceOf(
        NetworkPolicies inside, Pod pod, Direction direction, List<ConfigObject<NetworkPolicy>> policies, IReadOnlyList<FlowClauses.Side> flows)
    {
        if (pod.Labels.Count == 0 || policies.Exists(inside.IsRelative))
        {
            return null;
        }

        var parts = new object[policies.Count + flows.Count];
        for (var index = 0; index < policies.Count; index++)
        {
            parts[index] = policies[index].Manifest;
        }

        for (var index = 0; index < flows.Count; index++)
        {
            parts[policies.Count + index] = flows[index].Flow;
        }

        return new ProvenPods.Evidence(direction, parts);
    }

    /// <summary>Whether the rules are the intended connections word for word, as they are where this program wrote them.</summary>
    private static bool MeansTheSame(PodIsolation isolation, IReadOnlyList<RuleClause> intended)
    {
        List<RuleClause> actual = [.. isolation.Rules.SelectMany(rule => rule.Clauses)];
        return actual.TrueForAll(clause => clause.Unknown is null) && RuleClause.HaveSameParts(actual, intended);
    }

    private IntentGap WithoutDefault(string name, Pod pod, Direction direction, PodIsolation isolation) => new()
    {
        Kind = GapKind.TooMany,
        Layer = Layer.Network,
        Destination = At(name, pod, direction),
        Witness = direction == Direction.Ingress ? "a connection from anywhere" : "a connection to anywhere",
        Reason = isolation.IsIsolated
            ? $"no policy denies by default: only {string.Join(" and ", isolation.By.Select(policy => policy.Reference))} isolate it, and only as long as they allow something"
            : "no policy selects it, so everything passes",
    };

    private IntentGap Gap(
        GapKind kind, string name, Pod pod, Direction direction, PeerWitness witness, ObjectReference? by, PodIsolation isolation) => new()
        {
            Kind = kind,
            Layer = Layer.Network,
            Object = by,
            Source = isolation.By.FirstOrDefault(policy => policy.Reference == by)?.Source,
            Destination = At(name, pod, direction),
            Witness = direction == Direction.Ingress
                ? string.Create(CultureInfo.InvariantCulture, $"{witness.Protocol} to its port {witness.Port} from {witness}")
                : string.Create(CultureInfo.InvariantCulture, $"{witness.Protocol} to port {witness.Port} of {witness}"),
            Reason = (kind, by) switch
            {
                (GapKind.TooMany, null) => "no policy selects it, so everything passes",
                (GapKind.TooMany, _) => $"{by} lets it pass",
                (GapKind.TooFew, _) => "no policy lets it pass",
                _ => "unknown because a rule names a port that the called pod numbers",
            },
        };

    private string At(string name, Pod pod, Direction direction) =>
        $"{(_cluster.Region is null ? "" : $"{_cluster.Region}/")}{pod.Namespace}/{name} {(direction == Direction.Ingress ? "(network, in)" : "(network, out)")}";

    /// <summary>What decides in a namespace.</summary>
    /// <param name="Policies">Its policies.</param>
    /// <param name="Flows">The connections that its pods are meant to have.</param>
    /// <param name="Proven">What is proven of it in other clusters.</param>
    private sealed record NamespaceNetwork(NetworkPolicies Policies, FlowClauses Flows, ProvenPods Proven);
}
