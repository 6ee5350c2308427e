using Components.Intent;
using Manifests.Networking.V1;

namespace Components.Network;

/// <summary>Egress by who may call, for callers whose calls no <see cref="Workload.Outbound"/> lists.</summary>
internal static class CallablePorts
{
    /// <summary>Egress to every port of the region that some source of a kind may call, one rule for each workload.</summary>
    public static IEnumerable<NetworkPolicyEgressRule> OpenTo(RegionIntent intent, Func<CallSource, bool> source) =>
        from workload in intent.Workloads
        let called = workload.Ports.Where(port => port.Callers.Any(caller => source(caller.Source))).ToList()
        where called.Count > 0
        select NetworkPolicyFactory.To(
            [NetworkPeers.Pods(workload.Namespace, workload.Labels)], [.. called.Select(port => port.TargetPort)]);
}
