using System.Globalization;
using Manifests.Networking.V1;
using Policies.Evaluation;
using Policies.Istio;
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
    private readonly IntendedAccess _intent;
    private readonly NetworkPolicies _policies;
    private readonly FlowClauses _flows;
    private readonly OpenQuestions _open;
    private readonly PartitionCache _cache;
    private readonly ProvenPods _proven;

    /// <summary>Reads a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="intent">What is meant.</param>
    /// <param name="cache">What is known of earlier splits.</param>
    /// <param name="proven">What is proven in other clusters.</param>
    public NetworkProof(Cluster cluster, IntendedAccess intent, PartitionCache cache, ProvenPods proven)
    {
        _cluster = cluster;
        _intent = intent;
        _cache = cache;
        _proven = proven;
        var tests = new PeerTests();
        _policies = new NetworkPolicies(cluster, tests);
        _flows = new FlowClauses([.. intent.Flows.Select(proven.One)], tests);
        _open = new OpenQuestions(cluster, new PolicyIndex(cluster), new SidecarIndex(cluster));
    }

    /// <summary>Every difference.</summary>
    public IEnumerable<IntentGap> Gaps() => OpenGaps().Concat(
        from pod in Pods()
        from direction in new[] { Direction.Ingress, Direction.Egress }
        from gap in GapsOf(pod.Name, pod.Pod, direction)
        select gap);

    /// <summary>The closed namespaces in which a network policy may decide otherwise than all that are known. What is known is proven beside it.</summary>
    private IEnumerable<IntentGap> OpenGaps() =>
        from @namespace in _intent.Namespaces
        let question = _open.OfNetwork(@namespace.Name)
        where question is not null
        select new IntentGap
        {
            Kind = GapKind.Unknown,
            Layer = Layer.Network,
            Object = question.Reference,
            Source = question.Source,
            Destination = $"{(_cluster.Region is null ? "" : $"{_cluster.Region}/")}{@namespace.Name} (network)",
            Witness = "every connection",
            Reason = question.Reason,
        };

    /// <summary>The known pods of the closed namespaces, those that only flows name, and one in each that nobody has described.</summary>
    private IEnumerable<(string Name, Pod Pod)> Pods()
    {
        var closed = _intent.Namespaces.Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        var seen = new Dictionary<string, HashSet<IReadOnlyDictionary<string, string>>>(StringComparer.Ordinal);
        var workloads = _cluster.Workloads.Where(workload => !workload.IsHostNetwork).Select(workload => (workload.Name, Pod: Pod.Of(workload))).ToList();
        var known = workloads.ToLookup(entry => entry.Pod.Namespace, entry => entry.Pod, StringComparer.Ordinal);
        // Most flows begin and end at pods of which others have told already.
        var told = new HashSet<(string, object)>();
        var named = _intent.Flows.SelectMany(flow => new[] { flow.From, flow.To }).OfType<FlowEnd.Pods>()
            .Where(end => told.Add((end.Namespace, end.Labels)))
            .Where(end => !known[end.Namespace].Any(pod => end.Labels.Matches(pod.Labels)))
            .Select(end => (Name: Words(end.Labels), Pod: new Pod { Namespace = end.Namespace, Labels = end.Labels }));
        return workloads.Concat(named)
            .Concat(_intent.Namespaces.Select(one => (Name: Words(Pod.Unlabelled(one.Name).Labels), Pod: Pod.Unlabelled(one.Name))))
            .Where(entry => closed.Contains(entry.Pod.Namespace) && IsFirst(entry.Pod));

        bool IsFirst(Pod pod)
        {
            if (!seen.TryGetValue(pod.Namespace, out var alike))
            {
                seen.Add(pod.Namespace, alike = new(LabelsComparer.Instance));
            }

            return alike.Add(pod.Labels);
        }
    }

    private static string Words(IReadOnlyDictionary<string, string> labels) => labels.Count == 0
        ? "any other pod"
        : $"{{{string.Join(", ", labels.Select(label => $"{label.Key}: {label.Value}"))}}}";

    private IEnumerable<IntentGap> GapsOf(string name, Pod pod, Direction direction)
    {
        var (policies, flows) = (_policies.Selecting(pod, direction), _flows.Selecting(pod, direction));
        var evidence = EvidenceOf(pod, direction, policies, flows);
        if (evidence is { } known && _proven.Contains(known))
        {
            yield break;
        }

        var isolation = _policies.Of(pod, direction, policies);
        var intended = FlowClauses.Of(flows);
        if (pod.Labels.Count == 0 && !isolation.HasDefaultDeny)
        {
            yield return WithoutDefault(name, pod, direction, isolation);
        }

        if (isolation.IsIsolated && MeansTheSame(isolation, intended))
        {
            if (evidence is { } enough)
            {
                _proven.Add(enough);
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
    private ProvenPods.Evidence? EvidenceOf(Pod pod, Direction direction, List<ConfigObject<NetworkPolicy>> policies, IReadOnlyList<FlowClauses.Side> flows)
    {
        if (pod.Labels.Count == 0 || policies.Exists(_policies.IsRelative))
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
}
