using Components.Intent;

namespace Components.Monitoring.Rules;

/// <summary>Linkerd's proxies: their certificates, and what they refuse or take without TLS.</summary>
/// <remarks>
/// Names follow from the proxy (linkerd2-proxy, <c>linkerd/identity/src/metrics.rs</c>, <c>linkerd/app/inbound/src/metrics/authz.rs</c>,
/// <c>linkerd/app/core/src/transport/labels.rs</c>). A proxy's expiry is 0 until it has a certificate. The share of connections with TLS is for the eye only:
/// kubelets probe in plaintext, and no label tells them from others.
/// </remarks>
internal static class LinkerdRules
{
    private const string Refreshes = """control_identity_cert_refreshes_total{result="error"}""";

    public static RuleGroup For(RegionIntent intent, MonitoringOptions options)
    {
        var namespaces = MeshNamespaces.OfLinkerd(intent);
        return new()
        {
            Name = "mtls-linkerd",
            Recordings =
            [
                Denied("requests", "inbound_http_authz_deny_total"),
                Denied("connections", "inbound_tcp_authz_deny_total"),
                new()
                {
                    Name = Series.LinkerdMutualTlsConnections,
                    Expression = """
                        sum by (namespace, workload) (rate(tcp_open_total{direction="inbound",peer="src",tls="true"}[5m]))
                        / sum by (namespace, workload) (rate(tcp_open_total{direction="inbound",peer="src"}[5m]))
                        """,
                },
            ],
            Alerts = [Expiring(options), RefreshFailing, Silent(namespaces, options)],
        };
    }

    private static Alert Expiring(MonitoringOptions options) => new()
    {
        Name = "MtlsLinkerdCertificateExpiring",
        Severity = AlertSeverity.Critical,
        Expression = $$"""
            min by (namespace, workload) ((control_identity_cert_expiration_timestamp_seconds > 0) - time())
              < {{PromQl.Seconds(options.WorkloadExpiry)}}
            """,
        For = TimeSpan.FromMinutes(5),
        Summary = "the Linkerd certificate of {{ $labels.namespace }}/{{ $labels.workload }} is not renewed",
        Description = "{{ $value | humanizeDuration }} are left before one of its pods is refused by every peer.",
    };

    private static Alert RefreshFailing { get; } = new()
    {
        Name = "MtlsLinkerdRefreshFailing",
        Severity = AlertSeverity.Warning,
        Expression = $"sum by (namespace, workload) (\n  {PromQl.Growth(Refreshes)}\n) > 0",
        For = TimeSpan.FromMinutes(10),
        Summary = "proxies of {{ $labels.namespace }}/{{ $labels.workload }} cannot get certificates from Linkerd",
        Description = "{{ printf \"%.0f\" $value }} requests to Linkerd's identity controller failed in 5 minutes.",
    };

    private static Alert Silent(IReadOnlyList<string> namespaces, MonitoringOptions options) => new()
    {
        Name = "MtlsLinkerdProxiesSilent",
        Severity = AlertSeverity.Warning,
        Expression = string.Join("\nor ", namespaces.Select(Absent)),
        For = options.Silence,
        Summary = "no proxy of Linkerd in {{ $labels.namespace }} reports its certificate",
        Description = $"None has for {PromQl.Duration(options.Silence)}: they are not scraped, not injected, not running, or not issued one.",
    };

    /// <summary>A proxy without a certificate reports 0. Of a comparison <c>absent()</c> does not tell the labels.</summary>
    private static string Absent(string space) =>
        $$"""label_replace(absent(control_identity_cert_expiration_timestamp_seconds{namespace={{PromQl.Quote(space)}}} > 0), "namespace", {{PromQl.Quote(space)}}, "", "")""";

    private static Recording Denied(string traffic, string counter) => new()
    {
        Name = Series.AuthorizationDenied,
        Expression = $"sum by (namespace, workload) (rate({counter}[5m]))",
        Labels = new Dictionary<string, string> { ["traffic"] = $"{traffic} at Linkerd's proxy" },
    };
}
