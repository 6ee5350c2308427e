using Components.Intent;

namespace Components.Monitoring.Rules;

/// <summary>Denials by AuthorizationPolicy, from Envoy's RBAC counters: a 403 of the application's own never counts.</summary>
/// <remarks>
/// Names follow from Istio's tag extraction (tools/packaging/common/envoy_bootstrap.json): <c>http.inbound_…;.rbac.denied</c> becomes
/// <c>envoy_http_rbac</c>. Of <c>tcp.rbac.denied</c> two overlapping tags take nearly everything, so there the tag identifies it.
/// </remarks>
internal static class AuthorizationRules
{
    public static RuleGroup For(RegionIntent intent, MonitoringOptions options) => new()
    {
        Name = "mtls-authorization",
        Recordings =
        [
            Denied("requests", """envoy_http_rbac{authz_enforce_result="denied"}"""),
            Denied("connections", """{__name__=~"envoy_tcp_.*",authz_enforce_result="denied"}"""),
            .. intent.Region.IsAmbient ? (Recording[])[DeniedByZtunnel] : [],
        ],
        Alerts =
        [
            new()
            {
                Name = "MtlsAuthorizationDenials",
                Severity = AlertSeverity.Warning,
                Expression = $"{Series.AuthorizationDenied} * 60 > {PromQl.Number(options.DenialsPerMinute)}",
                For = TimeSpan.FromMinutes(10),
                Summary = "{{ $labels.namespace }}/{{ $labels.workload }} keeps denying {{ $labels.traffic }}",
                Description = "{{ printf \"%.0f\" $value }} {{ $labels.traffic }} a minute are denied by authorization policies.",
            },
        ],
    };

    /// <summary>
    /// ztunnel names the workload itself (ztunnel: src/proxy/metrics.rs, ResponseFlags), under the labels that Envoy's series have from their pod.
    /// </summary>
    private static Recording DeniedByZtunnel { get; } = new()
    {
        Name = Series.AuthorizationDenied,
        Expression = """
            sum by (namespace, workload) (label_replace(label_replace(
              rate(istio_tcp_connections_closed_total{reporter="destination",response_flags="DENY"}[5m]),
              "namespace", "$1", "destination_workload_namespace", "(.*)"),
              "workload", "$1", "destination_workload", "(.*)"))
            """,
        Labels = new Dictionary<string, string> { ["traffic"] = "connections at ztunnel" },
    };

    private static Recording Denied(string traffic, string selector) => new()
    {
        Name = Series.AuthorizationDenied,
        Expression = $"sum by (namespace, workload) (rate({selector}[5m]))",
        Labels = new Dictionary<string, string> { ["traffic"] = traffic },
    };
}
