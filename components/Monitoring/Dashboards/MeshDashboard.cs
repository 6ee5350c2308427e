using Components.Intent;
using Components.Monitoring.Rules;

namespace Components.Monitoring.Dashboards;

/// <summary>The dashboard of a region's mutual TLS.</summary>
internal static class MeshDashboard
{
    private const int LongestUid = 40;

    public static Dashboard For(RegionIntent intent)
    {
        var name = $"mtls-{intent.Environment}-{intent.Region.Name}";
        return new()
        {
            Uid = name[..Math.Min(name.Length, LongestUid)],
            Title = $"Mutual TLS: {intent.Environment} {intent.Region.Name}",
            Tags = ["mtls", intent.Environment, intent.Region.Name],
            Templating = new([new DataSourceVariable("datasource", "Prometheus", "prometheus")]),
            Panels = PanelGrid.Arrange(Panels(intent)),
        };
    }

    private static IEnumerable<PanelContent> Panels(RegionIntent intent) =>
    [
        new("timeseries", "mTLS success rate", "Share of TLS handshakes that succeed, and of requests that arrive by mutual TLS.", "percentunit")
        {
            Min = 0,
            Max = 1,
            Queries =
            [
                new(
                    $"sum({Series.HandshakeSucceeded}) / (sum({Series.HandshakeSucceeded}) + sum({Series.HandshakeFailed}))",
                    "handshakes"),
                new(Series.MutualTlsRequests, "requests"),
            ],
        },
        new("table", "Firing alerts", "What is wrong now; each alert's runbook is linked in its annotations.", "short")
        {
            Queries = [new("""ALERTS{alertname=~"Mtls.*",alertstate="firing"}""", "{{alertname}}")],
        },
        new("timeseries", "Certificate expiry timeline", "Remaining life of leaves: a healthy line is a saw-tooth.", "s")
        {
            Queries =
            [
                new("""min by (namespace) (istio_agent_cert_expiry_seconds{resource_name="default"})""", "mesh {{namespace}}"),
                new(
                    "min by (namespace, name) (certmanager_certificate_expiration_timestamp_seconds > 0) - time()",
                    "{{namespace}}/{{name}}"),
            ],
        },
        new("bargauge", "CA certificates", "Remaining life of every root of the bundle and of the intermediates.", "s")
        {
            Queries = [new($"{Series.AuthorityNotAfter} - time()", "{{authority}} ({{state}} {{kind}})")],
        },
        new("timeseries", "Authorization denials", "Requests and connections a second that policies deny.", "short")
        {
            Queries = [new($"{Series.AuthorizationDenied} > 0", "{{namespace}}/{{workload}} {{traffic}}")],
        },
        new("timeseries", "Plaintext by workload", "Arrivals in 5 minutes without mutual TLS, excepted ports included.", "short")
        {
            Queries =
            [
                new(
                    Series.Plaintext,
                    "{{source_workload}} to {{destination_workload_namespace}}/{{destination_service_name}}:{{destination_port}}"),
            ],
        },
        .. LatencyRules.Apply(intent) ? (PanelContent[])[CrossRegionLatency] : [],
        new("timeseries", "Certificate requests", "Certificates that istiod issues a second, and requests that fail.", "short")
        {
            Queries =
            [
                new("sum(rate(citadel_server_success_cert_issuance_count[5m]))", "issued"),
                new(Series.CsrFailed, "failed: {{stage}}"),
            ],
        },
        new("timeseries", "Peers that fail verification", "Certificates that proxies refused in 5 minutes.", "short")
        {
            Queries = [new(Series.PeerVerificationFailed, "{{namespace}}/{{workload}} {{side}} {{check}} {{cluster_name}}")],
        },
        new("bargauge", "Exceptions", "Time until each exception runs out.", "s")
        {
            Queries = [new($"{Series.ExceptionExpires} - time()", "{{exception}} ({{owner}})")],
        },
    ];

    private static PanelContent CrossRegionLatency =>
        new("timeseries", "Cross-region latency", "99th percentile of requests to other regions, seen by the caller.", "ms")
        {
            Queries = [new(Series.CrossRegionLatency, "{{source_cluster}} to {{destination_cluster}}")],
        };
}
