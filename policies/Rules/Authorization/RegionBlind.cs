using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>Sources that do not see the trust domain, in a mesh that takes certificates of several.</summary>
internal sealed class RegionBlind : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS314",
        Level = FindingLevel.Error,
        Title = "source that does not see the trust domain",
        Remedy = "write principals in full, or add trustDomains to the source where Istio is 1.30 or later",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var domains = TrustDomains.Accepted(view);
        if (domains.Count < 2)
        {
            yield break;
        }

        var all = string.Join(", ", domains.Order(StringComparer.Ordinal));
        foreach (var policy in view.All<AuthorizationPolicy>().Where(PolicyParts.Allows))
        {
            foreach (var part in policy.Sources())
            {
                if (part.Source.TrustDomains is not { Count: > 0 } && Blind(part) is { } blind)
                {
                    yield return Find(policy, $"{part.Path}.{blind}", $"{Meaning(part.Source, blind)} in every trust domain that the mesh accepts: {all}");
                }
            }

            foreach (var part in policy.Conditions())
            {
                if (part.Condition is { Key: "source.namespace" or "source.serviceAccount", Values: { Count: > 0 } values })
                {
                    yield return Find(policy, part.Path, $"{part.Condition.Key} means {Words.List(values)} in every trust domain that the mesh accepts: {all}");
                }
            }
        }
    }

    /// <summary>The field that decides who the source is and does not see the domain; null where principals in full do.</summary>
    private static string? Blind(SourcePart part) => part.Source switch
    {
        { Principals: { Count: > 0 } principals } => principals.Any(IsBlind) ? "principals" : null,
        { Namespaces.Count: > 0 } => "namespaces",
        { ServiceAccounts.Count: > 0 } => "serviceAccounts",
        _ => null,
    };

    private static bool IsBlind(string principal) => principal.Length > 1 && principal[0] == '*';

    private static string Meaning(AuthorizationPolicySource source, string field) => field switch
    {
        "principals" => $"'{source.Principals!.First(IsBlind)}' means this service account",
        "namespaces" => $"namespaces means {Words.List(source.Namespaces!)}",
        _ => $"serviceAccounts means {Words.List(source.ServiceAccounts!)}",
    };
}
