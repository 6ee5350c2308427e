using Components.Intent;
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
    public static RuleGroup For(RegionIntent intent, MonitoringOptions options, HierarchyPlan hierarchy)
    {
        var region = intent.Region.Name;
        return new()
        {
            Name = "mtls-authorities",
            Recordings =
            [
                .. BundlePlan.Of(hierarchy).GetValueOrDefault(region, []).Select(name => Root(hierarchy.Roots.First(root => root.Name == name))),
                .. hierarchy.Signers.Where(intermediate => intermediate.Region == region).Select(own => Intermediate(own, hierarchy)),
            ],
            Alerts =
            [
                Expiring(options),
                Imminent(options),
                .. intent.Mesh.IssuedByCertManager || !intent.HasIstio ? [] : OfIstiod(region, options, hierarchy),
            ],
        };
    }

    /// <summary>What istiod tells of the CA that it holds; where cert-manager signs, it holds none.</summary>
    private static IEnumerable<Alert> OfIstiod(string region, MonitoringOptions options, HierarchyPlan hierarchy) =>
    [
        .. Signer(region, hierarchy) is { } signer ? (Alert[])[NotOfThePlan(signer)] : [],
        HeldByIstiod(
            "MtlsIstiodChainExpiring",
            "citadel_server_cert_chain_expiry_timestamp",
            "the CA certificate that istiod signs with expires",
            options),
        HeldByIstiod(
            "MtlsIstiodRootExpiring",
            "citadel_server_root_cert_expiry_timestamp",
            "the first root of the bundle that istiod holds expires",
            options),
    ];

    private static Alert Expiring(MonitoringOptions options) => new()
    {
        Name = "MtlsAuthorityExpiring",
        Severity = AlertSeverity.Warning,
        Expression = $"""
            ({Series.AuthorityNotAfter} > 0) - time()
              < {PromQl.Seconds(options.AuthorityExpiry)} >= {ImminentSeconds(options)}
            """,
        Summary = "the {{ $labels.state }} {{ $labels.kind }} CA {{ $labels.authority }} needs a successor",
        Description = "{{ $value | humanizeDuration }} are left before everything under it is refused.",
    };

    private static Alert Imminent(MonitoringOptions options) => new()
    {
        Name = "MtlsAuthorityExpiryImminent",
        Severity = AlertSeverity.Critical,
        Expression = $"({Series.AuthorityNotAfter} > 0) - time() < {ImminentSeconds(options)}",
        Summary = "the {{ $labels.state }} {{ $labels.kind }} CA {{ $labels.authority }} is about to expire",
        Description = "{{ $value | humanizeDuration }} are left before everything under it is refused.",
    };

    private static Alert HeldByIstiod(string name, string timestamp, string summary, MonitoringOptions options) => new()
    {
        Name = name,
        Severity = AlertSeverity.Critical,
        Expression = $"min({timestamp} > 0) - time() < {PromQl.Seconds(options.AuthorityExpiry)}",
        Summary = summary,
        Description = "{{ $value | humanizeDuration }} are left.",
    };

    // A replaced CA takes effect only when istiod reloads it, which it does along legal moves and never from a self-signed start.
    private static Alert NotOfThePlan(IntermediatePlan signer) => new()
    {
        Name = "MtlsIstiodChainNotOfThePlan",
        Severity = AlertSeverity.Warning,
        Expression = $"max by (pod) (citadel_server_cert_chain_expiry_timestamp > 0) != {PromQl.Timestamp(signer.Validity.NotAfter)}",
        For = TimeSpan.FromHours(1),
        Summary = $"istiod does not sign with {signer.Name}",
        Description = "{{ $labels.pod }} holds a CA certificate that ends at {{ $value | humanizeTimestamp }}; the plan's ends at "
            + $"{signer.Validity.NotAfter:yyyy-MM-dd HH:mm:ss} UTC.",
    };

    private static IntermediatePlan? Signer(string region, HierarchyPlan hierarchy) =>
        hierarchy.Intermediates
            .Where(intermediate => intermediate.Region == region && intermediate.Use == IntermediateUse.Mesh)
            .MaxBy(intermediate => intermediate.Generation);

    private static string ImminentSeconds(MonitoringOptions options) =>
        PromQl.Seconds(options.AuthorityExpiryImminent < options.AuthorityExpiry ? options.AuthorityExpiryImminent : options.AuthorityExpiry);

    private static Recording Root(RootPlan root) => NotAfter(root.Name, "root", root.State switch
    {
        RootState.Published => "published",
        RootState.Active => "active",
        _ => "retiring",
    }, root.Validity.NotAfter);

    private static Recording Intermediate(IntermediatePlan own, HierarchyPlan hierarchy)
    {
        var isReplaced = hierarchy.Signers.Any(other =>
            other.Region == own.Region && other.Use == own.Use && other.Signer == own.Signer && other.Generation > own.Generation);
        return NotAfter(own.Name, "intermediate", isReplaced ? "retiring" : "active", own.Validity.NotAfter);
    }

    private static Recording NotAfter(string authority, string kind, string state, DateTimeOffset end) => new()
    {
        Name = Series.AuthorityNotAfter,
        Expression = $"vector({PromQl.Timestamp(end)})",
        Labels = new Dictionary<string, string> { ["authority"] = authority, ["kind"] = kind, ["state"] = state },
    };
}
