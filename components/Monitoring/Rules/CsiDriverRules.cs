using Components.Intent;
using Components.Monitoring.Scraping;

namespace Components.Monitoring.Rules;

/// <summary>
/// Certificates that cert-manager's CSI driver asks for: no object and no series tells their end, so every step on the way to them is watched.
/// </summary>
/// <remarks>
/// The driver's metrics are those of its process and of its calls to the API server, for which client-go counts answers by their code (csi-driver v0.16.0,
/// cmd/app/app.go); approver-policy counts the requests of each namespace by what has become of them (approver-policy v0.27.0, pkg/internal/metrics); kubelet
/// counts its calls of a driver by their gRPC code. kube-prometheus-stack scrapes kubelet itself.
/// </remarks>
internal static class CsiDriverRules
{
    private const string Refused = """rest_client_requests_total{job="cert-manager-csi-driver",method="POST",code!~"2.."}""";

    private const string Mounts =
        """csi_operations_seconds_count{driver_name="csi.cert-manager.io",method_name="/csi.v1.Node/NodePublishVolume",grpc_status_code!="OK"}""";

    /// <summary>Whether pods of a region get certificates this way.</summary>
    public static bool Apply(RegionIntent intent) => Namespaces(intent).Count > 0;

    /// <summary>The rules.</summary>
    public static RuleGroup For(RegionIntent intent, MonitoringOptions options) => new()
    {
        Name = "mtls-csi-driver",
        Alerts =
        [
            Down(options),
            SilenceRules.Silent("MtlsCsiDriverSilent", AlertSeverity.Critical, ScrapeJob.CsiDriver, options),
            RequestsRefused,
            NotApproved(Namespaces(intent), options),
            MountsFailing,
        ],
    };

    private static IReadOnlyList<string> Namespaces(RegionIntent intent) =>
    [
        .. intent.Workloads.Where(workload => workload.Certificate.Delivery is CertificateDelivery.Csi).Select(workload => workload.Namespace)
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static Alert Down(MonitoringOptions options) => new()
    {
        Name = "MtlsCsiDriverDown",
        Severity = AlertSeverity.Warning,
        Expression = $$"""up{job="{{ScrapeJob.CsiDriver}}"} == 0""",
        For = options.Silence,
        Summary = "cert-manager's CSI driver is down on the node of {{ $labels.pod }}",
        Description = "Certificates of the pods there are not renewed, and pods that use it do not start.",
    };

    private static Alert RequestsRefused { get; } = new()
    {
        Name = "MtlsCsiRequestsRefused",
        Severity = AlertSeverity.Critical,
        Expression = $"sum by (code) (\n  {PromQl.Growth(Refused)}\n) > 0",
        For = TimeSpan.FromMinutes(5),
        Summary = "cert-manager's CSI driver may not file requests for certificates",
        Description = "{{ printf \"%.0f\" $value }} were answered with {{ $labels.code }} in 5 minutes.",
    };

    private static Alert NotApproved(IReadOnlyList<string> namespaces, MonitoringOptions options) => new()
    {
        Name = "MtlsCsiRequestsNotApproved",
        Severity = AlertSeverity.Critical,
        Expression = $$"""
            sum by (namespace, status) (
              certmanager_approverpolicy_certificaterequests_approval{namespace=~{{PromQl.AnyOf(namespaces)}},status=~"denied|unmatched"}
            ) > 0
            """,
        For = options.CertificateNotReady,
        Summary = "requests for certificates in {{ $labels.namespace }} are {{ $labels.status }}",
        Description = "{{ printf \"%.0f\" $value }} of them; the pods that they are for keep the certificate that they have, until it ends.",
    };

    private static Alert MountsFailing { get; } = new()
    {
        Name = "MtlsCsiMountsFailing",
        Severity = AlertSeverity.Warning,
        Expression = $"sum by (instance) (\n  {PromQl.Growth(Mounts)}\n) > 0",
        For = TimeSpan.FromMinutes(10),
        Summary = "pods on {{ $labels.instance }} wait for their certificates",
        Description = "{{ printf \"%.0f\" $value }} attempts of kubelet to mount them failed in 5 minutes.",
    };
}
