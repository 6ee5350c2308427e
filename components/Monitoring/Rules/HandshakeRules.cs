namespace Components.Monitoring.Rules;

/// <summary>TLS handshakes that fail, from Envoy's <c>ssl.</c> counters of listeners (server side) and clusters (client side).</summary>
/// <remarks>Proxies export these counters only with <see cref="EnvoyStats.RequiredInclusions"/>.</remarks>
internal static class HandshakeRules
{
    private static readonly string[] Failures = ["connection_error", "fail_verify_error", "fail_verify_no_cert", "fail_verify_san"];

    public static RuleGroup For(MonitoringOptions options) => new()
    {
        Name = "mtls-handshakes",
        Recordings =
        [
            VerificationFailed("server", "error", "envoy_listener_ssl_fail_verify_error", "namespace, workload"),
            VerificationFailed("server", "san", "envoy_listener_ssl_fail_verify_san", "namespace, workload"),
            VerificationFailed("client", "error", "envoy_cluster_ssl_fail_verify_error", "namespace, workload, cluster_name"),
            VerificationFailed("client", "san", "envoy_cluster_ssl_fail_verify_san", "namespace, workload, cluster_name"),
            new() { Name = Series.HandshakeFailed, Expression = string.Join("\n+ ", Failures.Select(ListenerRate)) },
            new() { Name = Series.HandshakeSucceeded, Expression = ListenerRate("handshake") },
        ],
        Alerts =
        [
            new()
            {
                Name = "MtlsPeerVerificationFailing",
                Severity = AlertSeverity.Critical,
                Expression = $"{Series.PeerVerificationFailed} > 0",
                For = TimeSpan.FromMinutes(5),
                Summary = "{{ $labels.namespace }}/{{ $labels.workload }} refuses its peers' certificates",
                Description = "{{ printf \"%.0f\" $value }} peers in 5 minutes failed the {{ $labels.check }} check on the {{ $labels.side }} side"
                    + "{{ with $labels.cluster_name }} of {{ . }}{{ end }}.",
            },
            new()
            {
                Name = "MtlsHandshakesFailing",
                Severity = AlertSeverity.Warning,
                Expression = $"{Series.HandshakeFailed} * 60 > {PromQl.Number(options.TlsErrorsPerMinute)}",
                For = TimeSpan.FromMinutes(10),
                Summary = "{{ $labels.namespace }}/{{ $labels.workload }} fails TLS handshakes",
                Description = "{{ printf \"%.0f\" $value }} handshakes a minute that reach it fail.",
            },
        ],
    };

    private static string ListenerRate(string counter) => $"sum by (namespace, workload) (rate(envoy_listener_ssl_{counter}[5m]))";

    private static Recording VerificationFailed(string side, string check, string counter, string labels) => new()
    {
        Name = Series.PeerVerificationFailed,
        Expression = $"sum by ({labels}) (\n  {PromQl.Growth(counter)}\n)",
        Labels = new Dictionary<string, string> { ["side"] = side, ["check"] = check },
    };
}
