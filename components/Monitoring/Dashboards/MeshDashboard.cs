using Components.Intent;
using Components.Monitoring.Rules;

namespace Components.Monitoring.Dashboards;

/// <summary>The dashboard of a region's mutual TLS. A region has the panels, and in them the queries, of the systems that run there.</summary>
internal static class MeshDashboard
{
    private const int LongestUid = 40;

    public static Dashboard For(RegionIntent intent, bool hasSpire)
    {
        var name = $"mtls-{intent.Environment}-{intent.Region.Name}";
        return new()
        {
            Uid = name[..Math.Min(name.Length, LongestUid)],
            Title = $"Mutual TLS: {intent.Environment} {intent.Region.Name}",
            Tags = ["mtls", intent.Environment, intent.Region.Name],
            Templating = new([new DataSourceVariable("datasource", "Prometheus", "prometheus")]),
            Panels = PanelGrid.Arrange(Panels(intent, hasSpire)),
        };
    }

    private static IEnumerable<PanelContent> Panels(RegionIntent intent, bool hasSpire)
    {
        var hasLinkerd = MeshNamespaces.OfLinkerd(intent).Count > 0;
        return
        [
            .. intent.HasIstio ? (PanelContent[])[SuccessRate] : [],
            .. hasLinkerd ? (PanelContent[])[LinkerdConnections] : [],
            new("table", "Firing alerts", "What is wrong now; each alert's runbook is linked in its annotations.", "short")
            {
                Queries = [new("""ALERTS{alertname=~"Mtls.*",alertstate="firing"}""", "{{alertname}}")],
            },
            new("timeseries", "Certificate expiry timeline", "Remaining life of leaves: a healthy line is a saw-tooth.", "s")
            {
                Queries = [.. Expiries(intent, hasLinkerd, hasSpire)],
            },
            new("bargauge", "CA certificates", "Remaining life of every root of the bundle and of the intermediates.", "s")
            {
                Queries = [new($"{Series.AuthorityNotAfter} - time()", "{{authority}} ({{state}} {{kind}})")],
            },
            .. intent.HasIstio || hasLinkerd ? (PanelContent[])[Denials] : [],
            .. intent.HasIstio ? (PanelContent[])[Plaintext] : [],
            .. LatencyRules.Apply(intent) ? (PanelContent[])[CrossRegionLatency] : [],
            .. Requests(intent, hasLinkerd, hasSpire),
            .. intent.HasIstio ? (PanelContent[])[Verification] : [],
            new("bargauge", "Exceptions", "Time until each exception runs out.", "s")
            {
                Queries = [new($"{Series.ExceptionExpires} - time()", "{{exception}} ({{owner}})")],
            },
        ];
    }

    private static PanelContent SuccessRate =>
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
        };

    private static PanelContent LinkerdConnections =>
        new("timeseries", "Connections by mutual TLS", "Share of the connections to Linkerd's proxies; kubelets probe in plaintext.", "percentunit")
        {
            Min = 0,
            Max = 1,
            Queries = [new(Series.LinkerdMutualTlsConnections, "{{namespace}}/{{workload}}")],
        };

    private static PanelContent Denials =>
        new("timeseries", "Authorization denials", "Requests and connections a second that policies deny.", "short")
        {
            Queries = [new($"{Series.AuthorizationDenied} > 0", "{{namespace}}/{{workload}} {{traffic}}")],
        };

    private static PanelContent Plaintext =>
        new("timeseries", "Plaintext by workload", "Arrivals in 5 minutes without mutual TLS, excepted ports included.", "short")
        {
            Queries =
            [
                new(
                    Series.Plaintext,
                    "{{source_workload}} to {{destination_workload_namespace}}/{{destination_service_name}}:{{destination_port}}"),
            ],
        };

    private static PanelContent CrossRegionLatency =>
        new("timeseries", "Cross-region latency", "99th percentile of requests to other regions, seen by the caller.", "ms")
        {
            Queries = [new(Series.CrossRegionLatency, "{{source_cluster}} to {{destination_cluster}}")],
        };

    private static PanelContent Verification =>
        new("timeseries", "Peers that fail verification", "Certificates that proxies refused in 5 minutes.", "short")
        {
            Queries = [new(Series.PeerVerificationFailed, "{{namespace}}/{{workload}} {{side}} {{check}} {{cluster_name}}")],
        };

    private static IEnumerable<(string Expression, string Legend)> Expiries(RegionIntent intent, bool hasLinkerd, bool hasSpire)
    {
        if (intent is { HasIstio: true, Mesh.IssuedBySpire: false })
        {
            yield return ("""min by (namespace) (istio_agent_cert_expiry_seconds{resource_name="default"})""", "mesh {{namespace}}");
        }

        if (hasLinkerd)
        {
            yield return ("min by (namespace) (control_identity_cert_expiration_timestamp_seconds > 0) - time()", "Linkerd {{namespace}}");
        }

        if (hasSpire)
        {
            yield return (SpireRules.AuthorityLeft, "SPIRE's own CA");
        }

        yield return ("min by (namespace, name) (certmanager_certificate_expiration_timestamp_seconds > 0) - time()", "{{namespace}}/{{name}}");
    }

    /// <summary>Certificates of proxies and of SPIRE's workloads a second, by whoever issues them, and those that are not issued.</summary>
    private static IEnumerable<PanelContent> Requests(RegionIntent intent, bool hasLinkerd, bool hasSpire)
    {
        List<(string Issuer, string Counter)> issued =
        [
            .. (intent.HasIstio, intent.Mesh) switch
            {
                (false, _) or (_, { IssuedBySpire: true }) => ((string, string)[])[],
                (_, { IssuedByCertManager: true }) => [("istio-csr", """cert_manager_istio_csr_grpc_server_handled_total{grpc_code="OK"}""")],
                _ => [("istiod", "citadel_server_success_cert_issuance_count")],
            },
            .. hasLinkerd ? [("Linkerd", """control_identity_cert_refreshes_total{result="ok"}""")] : ((string, string)[])[],
            .. hasSpire ? [("SPIRE", "spire_server_server_ca_sign_x509_svid")] : ((string, string)[])[],
        ];
        if (issued.Count > 0)
        {
            yield return new(
                "timeseries",
                "Certificate requests",
                $"Certificates that {string.Join(" and ", issued.Select(own => own.Issuer))} issue{(issued.Count == 1 ? "s" : "")} a second, and requests that fail.",
                "short")
            {
                Queries =
                [
                    .. issued.Select(own => ($"sum(rate({own.Counter}[5m]))", issued.Count == 1 ? "issued" : $"issued by {own.Issuer}")),
                    new(Series.CsrFailed, "failed: {{stage}}"),
                ],
            };
        }
    }
}
