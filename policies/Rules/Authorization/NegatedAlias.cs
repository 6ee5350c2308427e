using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary><c>notTrustDomains</c> with an alias: aliases stand for each other, so the mesh's own domain is excluded too.</summary>
internal sealed class NegatedAlias : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS315",
        Level = FindingLevel.Error,
        Title = "notTrustDomains excludes the mesh itself",
        Remedy = "name the callers by trustDomains or principals, or list the other domain in caCertificates[].trustDomains instead of trustDomainAliases",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var mesh = view.Mesh;
        foreach (var policy in mesh.TrustDomainAliases.Count > 0 ? view.All<AuthorizationPolicy>() : [])
        {
            foreach (var part in policy.Sources())
            {
                foreach (var domain in part.Source.NotTrustDomains?.Where(domain => mesh.TrustDomainAliases.Contains(domain)) ?? [])
                {
                    yield return Find(
                        policy,
                        $"{part.Path}.notTrustDomains",
                        $"'{domain}' is an alias of {mesh.TrustDomain}, so this excludes {mesh.TrustDomain} and all its aliases");
                }
            }

            foreach (var part in policy.Conditions("source.trustDomain"))
            {
                foreach (var domain in part.Condition.NotValues?.Where(domain => mesh.TrustDomainAliases.Contains(domain)) ?? [])
                {
                    yield return Find(
                        policy,
                        $"{part.Path}.notValues",
                        $"'{domain}' is an alias of {mesh.TrustDomain}, so this excludes {mesh.TrustDomain} and all its aliases");
                }
            }
        }
    }
}
