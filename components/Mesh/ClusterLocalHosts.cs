using Components.Intent;

namespace Components.Mesh;

/// <summary>
/// The services whose endpoints in other regions no caller of this region may use: <c>meshConfig.serviceSettings[].settings.clusterLocal</c>.
/// </summary>
/// <remarks>
/// Istio spreads calls over the endpoints of every cluster that has the Service. A caller that is allowed in its own region only would then be
/// refused now and then, by the other region's authorization policies.
/// </remarks>
public static class ClusterLocalHosts
{
    /// <summary>The hosts, ordered by name; empty where the mesh has one region only.</summary>
    public static IReadOnlyList<string> For(RegionIntent intent)
    {
        if (intent.Peers.Count == 0)
        {
            return [];
        }

        var calledElsewhere = intent.Workloads
            .SelectMany(workload => workload.Outbound)
            .Where(call => call.RemoteRegions.Count > 0)
            .Select(call => ServiceHost.Of(intent.Region, call.Namespace, call.Name))
            .ToHashSet(StringComparer.Ordinal);
        return [.. intent.Workloads
            .Where(workload => workload.Ports.Count > 0)
            .Select(workload => ServiceHost.Of(intent.Region, workload.Namespace, workload.Name))
            .Where(host => !calledElsewhere.Contains(host))
            // The other regions' egress gateways have the same name, and let nobody from here out.
            .Concat(Gateways.HasEgress(intent) ? [Gateways.EgressHost(intent)] : [])
            .Order(StringComparer.Ordinal)];
    }
}
