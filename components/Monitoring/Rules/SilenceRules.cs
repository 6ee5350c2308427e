using Components.Intent;
using Components.Monitoring.Scraping;

namespace Components.Monitoring.Rules;

/// <summary>Exporters that are not heard: without these, every other alert would be quiet for the wrong reason.</summary>
internal static class SilenceRules
{
    public static RuleGroup For(RegionIntent intent, MonitoringOptions options)
    {
        // An agent of Istio's reports the certificates that it asks for itself, and none of SPIRE's.
        var namespaces = intent.Mesh.IssuedBySpire ? [] : MeshNamespaces.WithSidecars(intent);
        return new()
        {
            Name = "mtls-silence",
            Alerts =
            [
                .. intent.HasIstio ? (Alert[])[Silent("MtlsIstiodSilent", AlertSeverity.Critical, ScrapeJob.Istiod, options)] : [],
                Silent("MtlsCertManagerSilent", AlertSeverity.Critical, ScrapeJob.CertManager, options),
                Silent("MtlsTrustManagerSilent", AlertSeverity.Warning, ScrapeJob.TrustManager, options),
                .. intent.Region.IsAmbient ? (Alert[])[Silent("MtlsZtunnelSilent", AlertSeverity.Warning, ScrapeJob.Ztunnel, options)] : [],
                .. namespaces.Count > 0 ? (Alert[])[AgentsSilent(namespaces, options)] : [],
            ],
        };
    }

    /// <summary>That no target of a job is up.</summary>
    public static Alert Silent(string name, AlertSeverity severity, string job, MonitoringOptions options) => new()
    {
        Name = name,
        Severity = severity,
        Expression = $$"""absent(up{job="{{job}}"} == 1)""",
        For = options.Silence,
        Summary = $"Prometheus does not hear {job}",
        Description = $"No target of {job} has been up for {PromQl.Duration(options.Silence)}; alerts that need its metrics cannot fire.",
    };

    private static Alert AgentsSilent(IReadOnlyList<string> namespaces, MonitoringOptions options) => new()
    {
        Name = "MtlsAgentsSilent",
        Severity = AlertSeverity.Warning,
        Expression = string.Join("\nor ", namespaces.Select(Absent)),
        For = options.Silence,
        Summary = "no sidecar of {{ $labels.namespace }} reports its certificate",
        Description = $"None has for {PromQl.Duration(options.Silence)}: they are not scraped, not injected, not running, or not issued one.",
    };

    private static string Absent(string space) =>
        $$"""absent(istio_agent_cert_expiry_seconds{resource_name="default",namespace={{PromQl.Quote(space)}}})""";
}
