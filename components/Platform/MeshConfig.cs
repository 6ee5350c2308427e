using Components.Intent;
using Components.Mesh;
using Components.Monitoring;
using Components.Observability;
using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>Istio's mesh configuration (istio.io, "Global Mesh Options").</summary>
internal static class MeshConfig
{
    /// <summary>The configuration of one region's control plane.</summary>
    /// <param name="intent">The region.</param>
    /// <param name="caCertificates">What <see cref="CaCertificates.For"/> made, or an output of it.</param>
    public static Dictionary<string, object> For(RegionIntent intent, object caCertificates)
    {
        var config = Always(intent, caCertificates);
        if (intent.Jaeger is not null)
        {
            config.Add("extensionProviders", List([JaegerRelease.Provider(intent.Region)]));
        }

        return config;
    }

    private static Dictionary<string, object> Always(RegionIntent intent, object caCertificates) => Map(
        ("rootNamespace", intent.Mesh.RootNamespace),
        ("trustDomain", intent.Region.TrustDomain.Name),
        ("caCertificates", caCertificates),
        ("enableAutoMtls", true),
        // The floor of servers inside the mesh. Edges (gateways, external services) keep TLS 1.2 for clients that are not ours.
        ("meshMTLS", Map(("minProtocolVersion", WireName.Of(intent.Mesh.MinimumTlsVersion)))),
        ("tlsDefaults", Map(("minProtocolVersion", WireName.Of(TlsVersion.Tls12)))),
        ("outboundTrafficPolicy", Map(("mode", "REGISTRY_ONLY"))),
        ("serviceSettings", ClusterLocal(intent)),
        // What is logged is decided by the Telemetry of Components.Mesh; these fields are what its entries show.
        ("accessLogEncoding", "JSON"),
        ("accessLogFormat", AccessLogFormat.Json),
        ("defaultConfig", Map(
            // Extra roots reach the proxies over XDS; SECRET_TTL is the life of the certificates that their agents ask istiod for.
            ("proxyMetadata", Map(
                ("PROXY_CONFIG_XDS_AGENT", "true"),
                ("SECRET_TTL", GoDuration.Write(intent.Mesh.WorkloadCertificateLifetime)))),
            ("proxyStatsMatcher", Map(("inclusionSuffixes", List(EnvoyStats.RequiredInclusions)))),
            ("holdApplicationUntilProxyStarts", true))));

    private static List<object> ClusterLocal(RegionIntent intent) => ClusterLocalHosts.For(intent) is { Count: > 0 } hosts
        ? [Map(("settings", Map(("clusterLocal", true))), ("hosts", List(hosts)))]
        : [];
}
