using Components.Monitoring.Scraping;

namespace Components.Monitoring.Rules;

/// <summary>SPIRE's own CA, the certificates that its agents fetch, and the bundles of other trust domains.</summary>
/// <remarks>
/// A call is counted once under its name, with the gRPC code in <c>status</c>, and no name ends in <c>_total</c> (spire, doc/telemetry/telemetry.md;
/// pkg/common/telemetry/call.go). The next CA is made at half of the present one's life and takes over at five sixths, at most 7 days before its end
/// (pkg/server/ca/manager).
/// </remarks>
internal static class SpireRules
{
    /// <summary>The server's attempts to get its next CA that ended with an error.</summary>
    public const string FailedPreparations = """spire_server_ca_manager_x509_ca_prepare{status!="OK"}""";

    /// <summary>How long the server's CA still holds, in seconds.</summary>
    public const string AuthorityLeft = "min(spire_server_manager_x509_ca_rotate_expiration > 0) - time()";

    private const string Certificates = """spire_agent_manager_sync_fetch_svids_updates{status!="OK"}""";
    private const string Entries = """spire_agent_manager_sync_fetch_entries_updates{status!="OK"}""";
    private const string Bundles = """spire_server_bundle_manager_fetch_federated_bundle{status!="OK"}""";

    /// <summary>The rules of a region with SPIRE.</summary>
    /// <param name="options">Thresholds.</param>
    /// <param name="authorityLifetime">How long SPIRE's own CA lives.</param>
    public static RuleGroup For(MonitoringOptions options, TimeSpan authorityLifetime) => new()
    {
        Name = "mtls-spire",
        Recordings =
        [
            new()
            {
                Name = Series.CsrFailed,
                Expression = $"sum(rate({Certificates}[5m]))",
                Labels = new Dictionary<string, string> { ["stage"] = "SPIRE's agents" },
            },
        ],
        Alerts =
        [
            AuthorityFailing,
            AuthorityExpiring(authorityLifetime),
            AgentsFailing,
            FederationFailing,
            SilenceRules.Silent("MtlsSpireServerSilent", AlertSeverity.Critical, ScrapeJob.SpireServer, options),
            SilenceRules.Silent("MtlsSpireAgentsSilent", AlertSeverity.Warning, ScrapeJob.SpireAgents, options),
        ],
    };

    private static Alert AuthorityFailing { get; } = new()
    {
        Name = "MtlsSpireAuthorityFailing",
        Severity = AlertSeverity.Critical,
        Expression = $"sum by (status) (\n  {PromQl.Growth(FailedPreparations)}\n) > 0",
        Summary = "SPIRE gets no CA of its own",
        Description = "{{ printf \"%.0f\" $value }} attempts ended with {{ $labels.status }} in 5 minutes; when the present one ends, no identity is renewed.",
    };

    private static Alert AuthorityExpiring(TimeSpan lifetime) => new()
    {
        Name = "MtlsSpireAuthorityExpiring",
        Severity = AlertSeverity.Critical,
        Expression = $"{AuthorityLeft} < {PromQl.Seconds(Late(lifetime))}",
        For = TimeSpan.FromMinutes(5),
        Summary = "SPIRE's own CA is not replaced",
        Description = "{{ $value | humanizeDuration }} are left, and the next should sign by now.",
    };

    private static Alert AgentsFailing { get; } = new()
    {
        Name = "MtlsSpireAgentFailing",
        Severity = AlertSeverity.Warning,
        Expression = $"sum by (pod) (\n  {PromQl.Growth(Certificates)}\n  or {PromQl.Growth(Entries)}\n) > 0",
        For = TimeSpan.FromMinutes(10),
        Summary = "SPIRE's agent {{ $labels.pod }} gets no identities for its node's pods",
        Description = "{{ printf \"%.0f\" $value }} requests to SPIRE's server failed in 5 minutes.",
    };

    private static Alert FederationFailing { get; } = new()
    {
        Name = "MtlsSpireFederationFailing",
        Severity = AlertSeverity.Warning,
        Expression = $"sum by (trust_domain_id) (\n  {PromQl.Growth(Bundles)}\n) > 0",
        For = TimeSpan.FromHours(1),
        Summary = "SPIRE cannot fetch the bundle of {{ $labels.trust_domain_id }}",
        Description = "{{ printf \"%.0f\" $value }} attempts failed in 5 minutes; a new root over there would not be known here.",
    };

    /// <summary>Half of the time that is left when the next CA takes over.</summary>
    private static TimeSpan Late(TimeSpan lifetime) => TimeSpan.FromTicks(Math.Min(lifetime.Ticks / 6, TimeSpan.FromDays(7).Ticks) / 2);
}
