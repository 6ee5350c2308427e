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
        var ingress = Release(intent, options, "ingress-gateway", intent.Mesh.IngressGateway, Common(options));
        if (intent.Region.EastWestAddress is null)
        {
            return [ingress];
        }

        var eastWest = Common(options);
        eastWest.Add("networkGateway", intent.Region.Network);
        return [ingress, Release(intent, options, "east-west-gateway", Gateways.EastWest, eastWest)];
    }

    private static ChartRelease Release(
        RegionIntent intent, PlatformOptions options, string role, string name, Dictionary<string, object> values) =>
        IstioCharts.Release("gateway", role, name, intent.Mesh.GatewayNamespace, options, values);

    private static Dictionary<string, object> Common(PlatformOptions options) => Map(
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
            ("sysctls", List([Map(("name", "net.ipv4.ip_unprivileged_port_start"), ("value", "0"))])))));
}
