namespace Components.Monitoring.Rules;

/// <summary>CA certificates: each of the plan by a constant of its own, and the ones that istiod really holds.</summary>
internal static class AuthorityRules
{
    public static RuleGroup For(MonitoringOptions options, IReadOnlyList<AuthorityWindow> authorities) => new()
    {
        Name = "mtls-authorities",
        Recordings = [.. authorities.Select(NotAfter)],
        Alerts =
        [
            new()
            {
                Name = "MtlsAuthorityExpiring",
                Severity = AlertSeverity.Warning,
                Expression = $"""
                    ({Series.AuthorityNotAfter} > 0) - time()
                      < {PromQl.Seconds(options.AuthorityExpiryWarning)} >= {PromQl.Seconds(options.AuthorityExpiryCritical)}
                    """,
                Summary = "the {{ $labels.state }} {{ $labels.kind }} CA {{ $labels.authority }} needs a successor",
                Description = "{{ $value | humanizeDuration }} are left before everything under it is refused.",
            },
            new()
            {
                Name = "MtlsAuthorityExpiryImminent",
                Severity = AlertSeverity.Critical,
                Expression = $"({Series.AuthorityNotAfter} > 0) - time() < {PromQl.Seconds(options.AuthorityExpiryCritical)}",
                Summary = "the {{ $labels.state }} {{ $labels.kind }} CA {{ $labels.authority }} is about to expire",
                Description = "{{ $value | humanizeDuration }} are left before everything under it is refused.",
            },
            new()
            {
                Name = "MtlsIstiodChainExpiring",
                Severity = AlertSeverity.Critical,
                Expression = HeldByIstiod("cert_chain", options),
                Summary = "the CA certificate that istiod signs with expires",
                Description = "{{ $value | humanizeDuration }} are left; istiod may hold an older chain than the plan says.",
            },
            new()
            {
                Name = "MtlsIstiodRootExpiring",
                Severity = AlertSeverity.Critical,
                Expression = HeldByIstiod("root_cert", options),
                Summary = "the first root of the bundle that istiod holds expires",
                Description = "{{ $value | humanizeDuration }} are left; istiod may hold an older bundle than the plan says.",
            },
        ],
    };

    private static string HeldByIstiod(string certificate, MonitoringOptions options) =>
        $"min(citadel_server_{certificate}_expiry_timestamp > 0) - time() < {PromQl.Seconds(options.AuthorityExpiryWarning)}";

    private static Recording NotAfter(AuthorityWindow authority) => new()
    {
        Name = Series.AuthorityNotAfter,
        Expression = $"vector({PromQl.Timestamp(authority.NotAfter)})",
        Labels = new Dictionary<string, string>
        {
            ["authority"] = authority.Name,
            ["kind"] = authority.Kind == AuthorityKind.Root ? "root" : "intermediate",
            ["state"] = authority.State,
        },
    };
}
