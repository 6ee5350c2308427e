using Trust.Bundles;
using Trust.Hierarchy;

namespace Components.Monitoring.Rules;

/// <summary>CA certificates: each of the plan by a constant of its own, and the ones that istiod really holds.</summary>
/// <remarks>
/// istiod's root metric reads the first PEM block of the bundle only (istio, security/pkg/server/ca/server.go), so the other roots, and every CA
/// that istiod does not hold, would run out unseen.
/// </remarks>
internal static class AuthorityRules
{
    public static RuleGroup For(string region, MonitoringOptions options, HierarchyPlan hierarchy) => new()
    {
        Name = "mtls-authorities",
        Recordings =
        [
            .. hierarchy.Roots.Where(root => root.State.IsTrusted()).Select(Root),
            .. hierarchy.Intermediates.Where(intermediate => intermediate.Region == region).Select(own => Intermediate(own, hierarchy)),
        ],
        Alerts =
        [
            new()
            {
                Name = "MtlsAuthorityExpiring",
                Severity = AlertSeverity.Warning,
                Expression = $"""
                    ({Series.AuthorityNotAfter} > 0) - time()
                      < {PromQl.Seconds(options.AuthorityExpiry)} >= {Imminent(options)}
                    """,
                Summary = "the {{ $labels.state }} {{ $labels.kind }} CA {{ $labels.authority }} needs a successor",
                Description = "{{ $value | humanizeDuration }} are left before everything under it is refused.",
            },
            new()
            {
                Name = "MtlsAuthorityExpiryImminent",
                Severity = AlertSeverity.Critical,
                Expression = $"({Series.AuthorityNotAfter} > 0) - time() < {Imminent(options)}",
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
        $"min(citadel_server_{certificate}_expiry_timestamp > 0) - time() < {PromQl.Seconds(options.AuthorityExpiry)}";

    private static string Imminent(MonitoringOptions options) =>
        PromQl.Seconds(options.AuthorityExpiryImminent < options.AuthorityExpiry ? options.AuthorityExpiryImminent : options.AuthorityExpiry);

    private static Recording Root(RootPlan root) => NotAfter(root.Name, "root", root.State switch
    {
        RootState.Published => "published",
        RootState.Active => "active",
        _ => "retiring",
    }, root.Validity.NotAfter);

    private static Recording Intermediate(IntermediatePlan own, HierarchyPlan hierarchy)
    {
        var isReplaced = hierarchy.Intermediates.Any(other =>
            other.Region == own.Region && other.Use == own.Use && other.Generation > own.Generation);
        return NotAfter(own.Name, "intermediate", isReplaced ? "retiring" : "active", own.Validity.NotAfter);
    }

    private static Recording NotAfter(string authority, string kind, string state, DateTimeOffset end) => new()
    {
        Name = Series.AuthorityNotAfter,
        Expression = $"vector({PromQl.Timestamp(end)})",
        Labels = new Dictionary<string, string> { ["authority"] = authority, ["kind"] = kind, ["state"] = state },
    };
}
