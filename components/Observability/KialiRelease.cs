using Components.Intent;
using Components.Platform;
using static Components.Platform.ChartValues;

namespace Components.Observability;

/// <summary>Kiali's chart and its values.</summary>
public static class KialiRelease
{
    /// <summary>The ports of the Kubernetes API, as clients dial it and as its servers listen.</summary>
    private static readonly int[] KubernetesApi = [443, 6443];

    /// <summary>The release.</summary>
    /// <exception cref="ArgumentException">The intent has no Kiali.</exception>
    public static ChartRelease For(RegionIntent intent)
    {
        var options = intent.Kiali ?? throw new ArgumentException("the intent has no Kiali", nameof(intent));
        return new()
        {
            Role = "release",
            Name = KialiNames.Name,
            Namespace = KialiNames.Name,
            Chart = "kiali-server",
            Repository = "https://kiali.org/helm-charts",
            Version = options.Version,
            Values = Map(
                // Who logs in shows a token of the cluster's, and sees what the cluster lets that token see.
                ("auth", Map(("strategy", "token"))),
                ("login_token", Map(("signing_key", $"secret:{KialiNames.SessionSecret}:{KialiNames.SessionKey}"))),
                ("deployment", Map(
                    // What the mesh is stands in the stack file; Kiali shows it and changes nothing.
                    ("view_only_mode", true),
                    ("replicas", 1),
                    // The chart's own policy lets everybody in.
                    ("network_policy", Map(("enabled", false))),
                    ("pod_annotations", Map(
                        ("proxy.istio.io/config", """{ "holdApplicationUntilProxyStarts": true }"""),
                        // The Kubernetes API and Prometheus speak TLS themselves; through the proxy, Prometheus' port would be taken for plain HTTP by its
                        // name.
                        ("traffic.sidecar.istio.io/excludeOutboundPorts", string.Join(',', KubernetesApi.Append(options.PrometheusPort))))),
                    ("resources", Resources(cpu: 20, memory: 256)))),
                ("clustering", Map(("autodetect_secrets", Map(("enabled", false))))),
                ("external_services", External(intent, options)),
                // Its metrics would be scraped in plaintext.
                ("server", Map(("observability", Map(("metrics", Map(("enabled", false)))))))),
        };
    }

    /// <summary>Prometheus over HTTPS, checked by the region's bundle; Jaeger through the mesh.</summary>
    private static Dictionary<string, object> External(RegionIntent intent, KialiOptions options) => Map(
        ("istio", Map(("root_namespace", intent.Mesh.RootNamespace))),
        ("prometheus", Map(("url", $"https://{KialiManifests.PrometheusHost(intent)}:{options.PrometheusPort}"))),
        ("tracing", intent.Jaeger is null
            ? Map(("enabled", false))
            : Map(
                ("enabled", true),
                ("provider", "jaeger"),
                ("use_grpc", true),
                ("internal_url", $"http://{JaegerNames.Host(intent.Region)}:{JaegerNames.Query}"))),
        ("grafana", Map(("enabled", false))));
}
