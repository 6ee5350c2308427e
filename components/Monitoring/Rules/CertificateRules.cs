using Components.Intent;

namespace Components.Monitoring.Rules;

/// <summary>Leaves and Certificates: the mesh's from its agents, all others from cert-manager.</summary>
/// <remarks>
/// cert-manager's timestamps are 0 until the first issue, so each is compared with 0 first. An agent's remaining time is negative once the
/// certificate has expired (istio, security/pkg/nodeagent/cache/monitoring.go), which must not be filtered out: only 0 is.
/// </remarks>
internal static class CertificateRules
{
    private const string IsCa = $"on (namespace, name) {Series.CaCertificate}";

    public static RuleGroup For(RegionIntent intent, MonitoringOptions options)
    {
        var hasCas = options.CaCertificates.Count > 0;
        return new()
        {
            Name = "mtls-certificates",
            Recordings = [.. options.CaCertificates.Select(CaCertificate)],
            Alerts =
            [
                .. intent is { HasIstio: true, Mesh.IssuedBySpire: false } ? (Alert[])[WorkloadExpiring(options)] : [],
                LeafExpiring(options, hasCas),
                .. hasCas ? (Alert[])[CaExpiring(options)] : [],
                NotReady(options),
                RenewalOverdue(options),
            ],
        };
    }

    private static Alert WorkloadExpiring(MonitoringOptions options) => new()
    {
        Name = "MtlsWorkloadCertificateExpiring",
        Severity = AlertSeverity.Critical,
        Expression = $$"""
            min by (namespace, workload) (istio_agent_cert_expiry_seconds{resource_name="default"} != 0)
              < {{PromQl.Seconds(options.WorkloadExpiry)}}
            """,
        For = TimeSpan.FromMinutes(5),
        Summary = "the mesh certificate of {{ $labels.namespace }}/{{ $labels.workload }} is not renewed",
        Description = "{{ $value | humanizeDuration }} are left before one of its pods is refused by every peer.",
    };

    private static Alert LeafExpiring(MonitoringOptions options, bool hasCas) => new()
    {
        Name = "MtlsCertificateExpiring",
        Severity = AlertSeverity.Critical,
        Expression = Expiring(options.WorkloadExpiry) + (hasCas ? $"\nunless {IsCa}" : ""),
        Summary = "the Certificate {{ $labels.namespace }}/{{ $labels.name }} expires",
        Description = "{{ $value | humanizeDuration }} are left.",
    };

    private static Alert CaExpiring(MonitoringOptions options) => new()
    {
        Name = "MtlsCaCertificateExpiring",
        Severity = AlertSeverity.Warning,
        Expression = $"{Expiring(options.AuthorityExpiry)}\nand {IsCa}",
        Summary = "the CA Certificate {{ $labels.namespace }}/{{ $labels.name }} expires",
        Description = "{{ $value | humanizeDuration }} are left, for it and for every leaf that it signed.",
    };

    private static Alert NotReady(MonitoringOptions options) => new()
    {
        Name = "MtlsCertificateNotReady",
        Severity = AlertSeverity.Warning,
        Expression = """max by (namespace, name, condition) (certmanager_certificate_ready_status{condition!="True"}) == 1""",
        For = options.CertificateNotReady,
        Summary = "the Certificate {{ $labels.namespace }}/{{ $labels.name }} is not ready",
        Description = $"Its condition Ready has been {{{{ $labels.condition }}}} for {PromQl.Duration(options.CertificateNotReady)}.",
    };

    private static Alert RenewalOverdue(MonitoringOptions options) => new()
    {
        Name = "MtlsCertificateRenewalOverdue",
        Severity = AlertSeverity.Warning,
        Expression = $"""
            time() - max by (namespace, name) (certmanager_certificate_renewal_timestamp_seconds > 0)
              > {PromQl.Seconds(options.RenewalOverdue)}
            """,
        Summary = "the Certificate {{ $labels.namespace }}/{{ $labels.name }} should have been renewed",
        Description = "Its renewal is {{ $value | humanizeDuration }} overdue.",
    };

    private static string Expiring(TimeSpan limit) =>
        $"min by (namespace, name) (certmanager_certificate_expiration_timestamp_seconds > 0) - time() < {PromQl.Seconds(limit)}";

    private static Recording CaCertificate(CertificateName certificate) => new()
    {
        Name = Series.CaCertificate,
        Expression = "vector(1)",
        Labels = new Dictionary<string, string> { ["namespace"] = certificate.Namespace, ["name"] = certificate.Name },
    };
}
