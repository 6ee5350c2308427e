using Components.Intent;
using Manifests;
using Manifests.Monitoring.V1;

namespace Components.Monitoring.Scraping;

/// <summary><c>ServiceMonitor</c>s of the controllers that issue certificates and distribute trust.</summary>
internal static class ControlPlaneMonitors
{
    private const string CertManagerNamespace = "cert-manager";

    public static IReadOnlyList<ServiceMonitor> For(RegionIntent intent, MonitoringOptions options)
    {
        return
        [
            // cert-manager's metrics have a namespace label of their own, the Certificate's; without honorLabels Prometheus would put
            // the Service's namespace there and every rule would miss.
            Monitor(ScrapeJob.CertManager, CertManagerNamespace, "http-metrics", honorLabels: true, new()
            {
                ["app.kubernetes.io/component"] = "controller",
                ["app.kubernetes.io/name"] = "cert-manager",
            }),
            .. intent.HasIstio
                ? (ServiceMonitor[])
                [
                    Monitor(ScrapeJob.Istiod, intent.Mesh.RootNamespace, "http-monitoring", honorLabels: false, new() { ["app"] = "istiod", ["istio"] = "pilot" }),
                ]
                : [],
            .. intent.Mesh.IssuedByCertManager
                ? (ServiceMonitor[])
                [
                    Monitor(ScrapeJob.IstioCsr, CertManagerNamespace, "metrics", honorLabels: false, new() { ["app"] = "cert-manager-istio-csr-metrics" }),
                ]
                : [],
            Monitor(ScrapeJob.TrustManager, CertManagerNamespace, "metrics", honorLabels: false, new()
            {
                ["app"] = "trust-manager",
                ["app.kubernetes.io/component"] = "metrics",
            }),
        ];

        ServiceMonitor Monitor(string job, string space, string port, bool honorLabels, ValueMap<string> service) => new()
        {
            Metadata = MonitoringMetadata.For(intent, options, job),
            Spec = new()
            {
                NamespaceSelector = new() { MatchNames = [space] },
                Selector = new() { MatchLabels = service },
                Endpoints =
                [
                    new()
                    {
                        Port = port,
                        Interval = PromQl.Duration(options.ScrapeInterval),
                        HonorLabels = honorLabels ? true : null,
                        Relabelings =
                        [
                            new() { TargetLabel = "job", Replacement = job },
                            new() { TargetLabel = "region", Replacement = intent.Region.Name },
                        ],
                    },
                ],
            },
        };
    }
}
