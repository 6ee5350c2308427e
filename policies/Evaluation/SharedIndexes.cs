using System.Collections.Concurrent;
using Manifests.Istio.Networking.V1;
using Policies.Istio;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>What evaluators of the same fleet read of its clusters and none of them changes: found once. Several threads may ask at once.</summary>
internal sealed class SharedIndexes
{
    private readonly ConcurrentDictionary<Cluster, Lazy<PolicyIndex>> _policies = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Cluster, Lazy<DestinationRuleIndex>> _rules = new(ReferenceEqualityComparer.Instance);

    private readonly ConcurrentDictionary<Sidecar, EgressHosts?> _egress = new(ReferenceEqualityComparer.Instance);

    /// <summary>Which policies of a cluster apply to a workload.</summary>
    public PolicyIndex PoliciesOf(Cluster cluster) => _policies.GetOrAdd(cluster, asked => new(() => new PolicyIndex(asked))).Value;

    /// <summary>Which DestinationRule a client's proxy uses for a service.</summary>
    public DestinationRuleIndex RulesOf(Cluster cluster) => _rules.GetOrAdd(cluster, asked => new(() => new DestinationRuleIndex(asked))).Value;

    /// <summary>What a Sidecar lists of the services that its workloads call; null where it lists none.</summary>
    public EgressHosts? HostsOf(ConfigObject<Sidecar> sidecar) =>
        _egress.GetOrAdd(sidecar.Object, static read => read.Spec?.Egress is { Count: > 0 } listed ? new EgressHosts(listed) : null);
}
