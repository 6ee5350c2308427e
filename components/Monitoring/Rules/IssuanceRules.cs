using Components.Intent;

namespace Components.Monitoring.Rules;

/// <summary>Certificate signing requests that fail, seen by istiod and by the agents that sent them.</summary>
/// <remarks>istiod's counters carry no <c>_total</c> (istio, pkg/monitoring/monitoring.go).</remarks>
internal static class IssuanceRules
{
    private const string SigningErrors = "citadel_server_csr_sign_err_count";
    private const string IstioCsrFailures = """cert_manager_istio_csr_grpc_server_handled_total{grpc_code!="OK"}""";
    private const string AuthenticationFailures = "citadel_server_authentication_failure_count";

    /// <summary>The rules of a region: of istiod's CA, or of istio-csr where cert-manager signs.</summary>
    public static RuleGroup For(RegionIntent intent) => intent.Mesh.IssuedByCertManager ? ByIstioCsr : ByIstiod;

    private static RuleGroup ByIstioCsr { get; } = new()
    {
        Name = "mtls-issuance",
        Recordings = [Failed("issuance", IstioCsrFailures)],
        Alerts =
        [
            new()
            {
                Name = "MtlsIstioCsrFailing",
                Severity = AlertSeverity.Critical,
                Expression = $"sum by (grpc_code) (\n  {PromQl.Growth(IstioCsrFailures)}\n) > 0",
                Summary = "istio-csr does not answer requests for workload certificates",
                Description = "{{ printf \"%.0f\" $value }} requests ended with {{ $labels.grpc_code }} in 5 minutes.",
            },
            OfAgents("istio-csr"),
        ],
    };

    private static RuleGroup ByIstiod { get; } = new()
    {
        Name = "mtls-issuance",
        Recordings = [Failed("signing", SigningErrors), Failed("authentication", AuthenticationFailures)],
        Alerts =
        [
            new()
            {
                Name = "MtlsCsrSigningFailing",
                Severity = AlertSeverity.Critical,
                Expression = $"sum by (error) (\n  {PromQl.Growth(SigningErrors)}\n) > 0",
                Summary = "istiod cannot sign workload certificates",
                Description = "{{ printf \"%.0f\" $value }} requests failed in 5 minutes with {{ $labels.error }}.",
            },
            new()
            {
                Name = "MtlsCsrAuthenticationFailing",
                Severity = AlertSeverity.Warning,
                Expression = $"sum(\n  {PromQl.Growth(AuthenticationFailures)}\n) > 0",
                Summary = "istiod refuses certificate requests of callers that it cannot authenticate",
                Description = "{{ printf \"%.0f\" $value }} requests were refused in 5 minutes.",
            },
            OfAgents("istiod"),
        ],
    };

    private static Alert OfAgents(string issuer) => new()
    {
        Name = "MtlsAgentRequestsFailing",
        Severity = AlertSeverity.Warning,
        Expression = $"sum by (namespace, workload) (\n  {PromQl.Growth("istio_agent_num_failed_outgoing_requests")}\n) > 0",
        For = TimeSpan.FromMinutes(10),
        Summary = "agents of {{ $labels.namespace }}/{{ $labels.workload }} cannot get certificates",
        Description = $"{{{{ printf \"%.0f\" $value }}}} requests to {issuer} failed in 5 minutes.",
    };

    private static Recording Failed(string stage, string counter) => new()
    {
        Name = Series.CsrFailed,
        Expression = $"sum(rate({counter}[5m]))",
        Labels = new Dictionary<string, string> { ["stage"] = stage },
    };
}
