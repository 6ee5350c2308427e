using Components.Intent;
using Components.Mesh;
using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>The gateways of a region.</summary>
/// <remarks>
/// The chart names the Service, the service account (and so the identity) and the pods' labels after the release
/// (manifests/charts/gateway/templates/_helpers.tpl).
/// </remarks>
public static class GatewayReleases
{
    /// <summary>The ingress gateway, and the east-west gateway where other regions reach this one.</summary>
    public static IReadOnlyList<ChartRelease> For(RegionIntent intent, PlatformOptions options)
    {
        ChartRelease Release(string name, params ReadOnlySpan<(string Key, object Value)> values) =>
            IstioCharts.Release("gateway", name, intent.Mesh.GatewayNamespace, options, Map([.. Common(options), .. values]));

        var ingress = Release(intent.Mesh.IngressGateway);
        return intent.Region.EastWestAddress is null
            ? [ingress]
            : [ingress, Release(Gateways.EastWest, ("networkGateway", intent.Region.Network))];
    }

    private static (string Key, object Value)[] Common(PlatformOptions options) =>
    [
        ("autoscaling", Map(
            ("enabled", options.HighlyAvailable),
            ("minReplicas", options.Replicas),
            ("maxReplicas", Math.Max(5, options.Replicas)))),
        ("replicaCount", options.Replicas),
        ("podDisruptionBudget", options.HighlyAvailable ? Map(("minAvailable", 1)) : Map()),
        ("resources", Resources(cpu: 100, memory: 256)),
        // The chart's own security context, which a value replaces as a whole, plus the seccomp profile.
        ("securityContext", Map(
            ("seccompProfile", RuntimeDefaultSeccomp),
            ("sysctls", List([Map(("name", "net.ipv4.ip_unprivileged_port_start"), ("value", "0"))])))),
    ];
}
