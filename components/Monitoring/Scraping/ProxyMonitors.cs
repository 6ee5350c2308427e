using Components.Intent;
using Components.Linkerd;
using Components.Platform;
using Manifests.Monitoring.V1;

namespace Components.Monitoring.Scraping;

/// <summary><c>PodMonitor</c>s of the proxies: what Envoy, its agent and the application report, merged by the agent on port 15020.</summary>
/// <remarks>
/// Pods declare Envoy's own port 15090 and not 15020, so discovery goes by the former and the address is rewritten to the latter: the
/// certificates' remaining life is the agent's to tell, and only there.
/// </remarks>
internal static class ProxyMonitors
{
    private const string CanonicalName = "service.istio.io/canonical-name";

    public static IReadOnlyList<PodMonitor> For(RegionIntent intent, MonitoringOptions options)
    {
        var namespaces = MeshNamespaces.WithSidecars(intent);
        return
        [
            .. intent.HasIstio ? (PodMonitor[])[Monitor(ScrapeJob.Gateways, [intent.Mesh.GatewayNamespace])] : [],
            .. namespaces.Count > 0 ? (PodMonitor[])[Monitor(ScrapeJob.Sidecars, namespaces)] : [],
            .. intent.Waypoints.Count > 0 ? (PodMonitor[])[Monitor(ScrapeJob.Waypoints, intent.Waypoints)] : [],
            .. intent.Region.IsAmbient ? (PodMonitor[])[Ztunnel(intent, options)] : [],
            .. MeshNamespaces.OfLinkerd(intent) is { Count: > 0 } linkerd ? (PodMonitor[])[OfLinkerd(intent, options, linkerd)] : [],
        ];

        PodMonitor Monitor(string job, IReadOnlyList<string> spaces) => new()
        {
            Metadata = MonitoringMetadata.For(intent, options, job),
            Spec = new()
            {
                NamespaceSelector = new() { MatchNames = [.. spaces] },
                Selector = new() { MatchExpressions = [new() { Key = CanonicalName, Operator = "Exists" }] },
                PodMetricsEndpoints =
                [
                    new()
                    {
                        Port = "http-envoy-prom",
                        Path = "/stats/prometheus",
                        Interval = PromQl.Duration(options.ScrapeInterval),
                        Relabelings =
                        [
                            new() { SourceLabels = ["__address__"], Regex = @"(.+):\d+", Replacement = "$1:15020", TargetLabel = "__address__" },
                            new() { SourceLabels = ["__meta_kubernetes_pod_label_service_istio_io_canonical_name"], TargetLabel = "workload" },
                            new() { TargetLabel = "job", Replacement = job },
                            new() { TargetLabel = "region", Replacement = intent.Region.Name },
                        ],
                    },
                ],
            },
        };
    }

    /// <summary>ztunnel reports for all workloads of its node, whose names are in the series; Prometheus' own of the pod would only repeat ztunnel's.</summary>
    private static PodMonitor Ztunnel(RegionIntent intent, MonitoringOptions options) => new()
    {
        Metadata = MonitoringMetadata.For(intent, options, ScrapeJob.Ztunnel),
        Spec = new()
        {
            NamespaceSelector = new() { MatchNames = [PlatformNamespaceNames.IstioCni] },
            Selector = new() { MatchLabels = new() { ["app"] = "ztunnel" } },
            PodMetricsEndpoints =
            [
                new()
                {
                    Port = "ztunnel-stats",
                    Path = "/stats/prometheus",
                    Interval = PromQl.Duration(options.ScrapeInterval),
                    Relabelings =
                    [
                        new() { TargetLabel = "job", Replacement = ScrapeJob.Ztunnel },
                        new() { TargetLabel = "region", Replacement = intent.Region.Name },
                    ],
                },
            ],
        },
    };

    /// <summary>Linkerd's proxies, each for its own pod. The injector names the workload in one label for each kind of its owner.</summary>
    private static PodMonitor OfLinkerd(RegionIntent intent, MonitoringOptions options, IReadOnlyList<string> spaces) => new()
    {
        Metadata = MonitoringMetadata.For(intent, options, ScrapeJob.Linkerd),
        Spec = new()
        {
            NamespaceSelector = new() { MatchNames = [.. spaces] },
            Selector = new() { MatchLabels = new() { ["linkerd.io/control-plane-ns"] = LinkerdNames.Namespace } },
            PodMetricsEndpoints =
            [
                new()
                {
                    Port = "linkerd-admin",
                    Path = "/metrics",
                    Interval = PromQl.Duration(options.ScrapeInterval),
                    Relabelings =
                    [
                        new()
                        {
                            SourceLabels =
                            [
                                .. from owner in (string[])["deployment", "statefulset", "daemonset"] select $"__meta_kubernetes_pod_label_linkerd_io_proxy_{owner}",
                            ],
                            Separator = "",
                            TargetLabel = "workload",
                        },
                        new() { TargetLabel = "job", Replacement = ScrapeJob.Linkerd },
                        new() { TargetLabel = "region", Replacement = intent.Region.Name },
                    ],
                },
            ],
        },
    };
}
