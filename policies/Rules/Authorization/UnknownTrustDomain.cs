using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>A principal in a trust domain whose certificates the mesh does not take.</summary>
internal sealed class UnknownTrustDomain : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS311",
        Level = FindingLevel.Error,
        Title = "principal in an unknown trust domain",
        Remedy = "write the trust domain of the caller's mesh; one that is to be accepted stands in caCertificates[].trustDomains",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        if (!view.IsWhole || view.Mesh.SkipsTrustDomainValidation)
        {
            yield break;
        }

        var known = TrustDomains.Accepted(view);
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            foreach (var principal in PrincipalPart.Of(policy))
            {
                var domain = principal.FirstSegment;
                if (!domain.Contains('*', StringComparison.Ordinal) && domain.Length > 0 && !principal.Value.StartsWith("spiffe:", StringComparison.Ordinal)
                    && domain != "cluster.local" && !known.Contains(domain))
                {
                    yield return Find(
                        policy,
                        principal.Path,
                        $"'{principal.Value}' is nobody: the mesh takes certificates of {string.Join(", ", known.Order(StringComparer.Ordinal))} only"
                        + Manifests.DidYouMean.Suffix(domain, [.. known]));
                }
            }

            foreach (var (path, domain) in Domains(policy).Where(stated => !stated.Domain.Contains('*', StringComparison.Ordinal) && !known.Contains(stated.Domain)))
            {
                yield return Find(
                    policy,
                    path,
                    $"nobody is of '{domain}': the mesh takes certificates of {string.Join(", ", known.Order(StringComparer.Ordinal))} only"
                    + Manifests.DidYouMean.Suffix(domain, [.. known]));
            }
        }
    }

    private static IEnumerable<(string Path, string Domain)> Domains(Manifest<AuthorizationPolicy> policy)
    {
        foreach (var part in policy.Sources().Where(part => part.Source.TrustDomains is not null))
        {
            foreach (var domain in part.Source.TrustDomains!)
            {
                yield return ($"{part.Path}.trustDomains", domain);
            }
        }

        foreach (var part in policy.Conditions("source.trustDomain"))
        {
            foreach (var domain in part.Condition.Values ?? [])
            {
                yield return ($"{part.Path}.values", domain);
            }
        }
    }
}
