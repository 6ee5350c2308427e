using Components.Intent;
using Components.Monitoring.Rules;
using Components.Platform;
using Components.Spire;
using Manifests;
using Manifests.Monitoring.V1;

namespace Components.Monitoring.Scraping;

/// <summary>
/// Monitors of what issues certificates beside cert-manager and the mesh, or hands them to pods: SPIRE, and cert-manager's CSI driver with approver-policy.
/// </summary>
internal static class IssuerMonitors
{
    private const string ChartName = "app.kubernetes.io/name";

    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, MonitoringOptions options, bool hasSpire)
    {
        return
        [
            .. hasSpire ? Spire() : [],
            .. CsiDriverRules.Apply(intent) ? CsiDriver() : [],
        ];

        PodMonitor[] Spire() =>
        [
            Pods(ScrapeJob.SpireServer, SpireNames.ServerNamespace, "prom", new() { [ChartName] = "server", ["app.kubernetes.io/instance"] = "spire" }),
            Pods(ScrapeJob.SpireAgents, SpireNames.SystemNamespace, "prom", new() { [ChartName] = "agent", ["app.kubernetes.io/instance"] = "spire" }),
        ];

        KubernetesObject[] CsiDriver() =>
        [
            Pods(ScrapeJob.CsiDriver, PlatformNamespaceNames.CsiDriver, "http-metrics", new() { ["app"] = CsiDriverRelease.Name }),
            ApproverPolicy(),
        ];

        PodMonitor Pods(string job, string @namespace, string port, ValueMap<string> labels) => new()
        {
            Metadata = MonitoringMetadata.For(intent, options, job),
            Spec = new()
            {
                NamespaceSelector = new() { MatchNames = [@namespace] },
                Selector = new() { MatchLabels = labels },
                PodMetricsEndpoints =
                [
                    new()
                    {
                        Port = port,
                        Interval = PromQl.Duration(options.ScrapeInterval),
                        Relabelings =
                        [
                            new() { TargetLabel = "job", Replacement = job },
                            new() { TargetLabel = "region", Replacement = intent.Region.Name },
                        ],
                    },
                ],
            },
        };

        // Its series name the requests' namespace, as cert-manager's do.
        ServiceMonitor ApproverPolicy() => new()
        {
            Metadata = MonitoringMetadata.For(intent, options, ScrapeJob.ApproverPolicy),
            Spec = new()
            {
                NamespaceSelector = new() { MatchNames = [PlatformNamespaceNames.CertManager] },
                Selector = new() { MatchLabels = new() { ["app"] = ScrapeJob.ApproverPolicy } },
                Endpoints =
                [
                    new()
                    {
                        Port = "metrics",
                        Interval = PromQl.Duration(options.ScrapeInterval),
                        HonorLabels = true,
                        Relabelings =
                        [
                            new() { TargetLabel = "job", Replacement = ScrapeJob.ApproverPolicy },
                            new() { TargetLabel = "region", Replacement = intent.Region.Name },
                        ],
                    },
                ],
            },
        };
    }
}
