using Components.Intent;
using Manifests.GatewayApi.V1;

namespace Components.Mesh;

/// <summary>The <c>Gateway</c>s from which istiod makes an ambient region's waypoints.</summary>
/// <remarks>
/// Without the label <c>istio.io/waypoint-for</c> they take calls to services, and ztunnel keeps deciding about calls to a pod's own address.
/// </remarks>
public static class WaypointManifests
{
    private const string TunnelProtocol = "HBONE";

    /// <summary>One for each namespace that needs one; none in regions with sidecars.</summary>
    public static IReadOnlyList<Gateway> For(RegionIntent intent) => [.. intent.Waypoints.Select(Waypoint)];

    private static Gateway Waypoint(string @namespace) => new()
    {
        Metadata = new() { Name = Waypoints.Name, Namespace = @namespace, Labels = ObjectLabels.Common() },
        Spec = new()
        {
            GatewayClassName = "istio-waypoint",
            Listeners = [new() { Name = "mesh", Port = Waypoints.TunnelPort, Protocol = TunnelProtocol }],
        },
    };
}
