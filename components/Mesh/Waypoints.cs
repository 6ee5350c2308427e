using Components.Intent;
using Trust;

namespace Components.Mesh;

/// <summary>The waypoints of an ambient region: their name, pods' labels, identity, and where one is needed.</summary>
/// <remarks>
/// ztunnel judges connections only. A namespace gets a waypoint where some call is limited to methods or paths, or a service has connection limits; it
/// then stands before every service of the namespace, so that one place decides. Labels and service account are those of Istio's template
/// (manifests/charts/istio-control/istio-discovery/files/waypoint.yaml).
/// </remarks>
public static class Waypoints
{
    /// <summary>The name of the <c>Gateway</c>, its pods' service account, and the value of <c>istio.io/use-waypoint</c>.</summary>
    public const string Name = "waypoint";

    /// <summary>The port at which ztunnels and waypoints take tunnels (HBONE).</summary>
    public const int TunnelPort = 15008;

    /// <summary>The labels that select a waypoint's pods within its namespace.</summary>
    public static IReadOnlyDictionary<string, string> Labels { get; } =
        new Dictionary<string, string> { ["gateway.networking.k8s.io/gateway-name"] = Name };

    /// <summary>The identity by which the workloads behind a waypoint know it.</summary>
    public static SpiffeId Identity(Region region, string @namespace) => SpiffeId.ForServiceAccount(region.TrustDomain, @namespace, Name);

    /// <summary>The namespaces among those of some workloads that need a waypoint, in ordinal order.</summary>
    public static IReadOnlyList<string> NeededBy(IEnumerable<Workload> workloads) =>
    [
        .. workloads
            .Where(workload => workload.InMesh && workload.Ports.Any(port => TakesTunnels(port) && (workload.ConnectionPool is not null || LimitsRequests(port))))
            .Select(workload => workload.Namespace)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether somebody of the mesh may call a port; Prometheus, outside of it, connects to the pod itself.</summary>
    internal static bool TakesTunnels(WorkloadPort port) => port.Callers.Any(caller => caller.Source is not CallSource.FromPrometheus);

    private static bool LimitsRequests(WorkloadPort port) => port.Callers.Any(caller => caller.Methods.Count + caller.Paths.Count > 0);
}
