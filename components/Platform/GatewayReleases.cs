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
    /// <summary>
    /// The ingress gateway where it may call somebody, the east-west gateway where other regions reach this one, and the egress gateway where external services
    /// are called through it.
    /// </summary>
    public static IReadOnlyList<ChartRelease> For(RegionIntent intent, PlatformOptions options)
    {
        var releases = new List<ChartRelease>();
        if (Gateways.HasIngress(intent))
        {
            releases.Add(Release(intent, options, "ingress-gateway", intent.Mesh.IngressGateway, Ingress(intent, options)));
        }

        if (intent.Region.EastWestAddress is not null)
        {
            var eastWest = Common(intent, options);
            eastWest.Add("networkGateway", intent.Region.Network);
            releases.Add(Release(intent, options, "east-west-gateway", Gateways.EastWest, eastWest));
        }

        if (Gateways.HasEgress(intent))
        {
            releases.Add(Release(intent, options, "egress-gateway", Gateways.Egress, Egress(intent, options)));
        }

        return releases;
    }

    /// <summary>Nobody calls it from outside of the cluster, and inside on its one port only.</summary>
    private static Dictionary<string, object> Egress(RegionIntent intent, PlatformOptions options)
    {
        var values = Common(intent, options);
        values.Add("service", Map(
            ("type", "ClusterIP"),
            ("ports", List([Port("status-port", 15021), Port("https", Gateways.EgressPort)]))));
        return values;
    }

    /// <summary>The chart's Service has the ports 80 and 443 by itself; a list of ports replaces them as a whole.</summary>
    private static Dictionary<string, object> Ingress(RegionIntent intent, PlatformOptions options)
    {
        var values = Common(intent, options);
        if (Gateways.AsksForCertificates(intent))
        {
            values.Add("service", Map(("ports", List(
            [
                Port("status-port", 15021),
                Port("http2", Gateways.HttpPort),
                Port("https", Gateways.HttpsPort),
                Port("https-mutual", Gateways.MutualHttpsPort),
            ]))));
        }

        return values;
    }

    private static Dictionary<string, object> Port(string name, int port) =>
        Map(("name", name), ("port", port), ("protocol", "TCP"), ("targetPort", port));

    private static ChartRelease Release(
        RegionIntent intent, PlatformOptions options, string role, string name, Dictionary<string, object> values) =>
        IstioCharts.Release("gateway", role, name, intent.Mesh.GatewayNamespace, options, values);

    private static Dictionary<string, object> Common(RegionIntent intent, PlatformOptions options)
    {
        var values = CommonOf(options);
        if (intent.Mesh.IssuedBySpire)
        {
            values.Add("podAnnotations", SpireInjection.GatewayAnnotations);
        }

        return values;
    }

    private static Dictionary<string, object> CommonOf(PlatformOptions options) => Map(
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
