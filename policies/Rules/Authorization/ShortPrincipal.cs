using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary><c>cluster.local/ns/x/*</c>: Istio replaces <c>cluster.local</c> in whole principals only, not in shorter patterns.</summary>
internal sealed class ShortPrincipal : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS312",
        Level = FindingLevel.Error,
        Title = "cluster.local in a pattern",
        Remedy = "write the mesh's own trust domain in the pattern, or principals in full",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var own = view.Mesh.TrustDomain;
        if (own == "cluster.local")
        {
            yield break;
        }

        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            foreach (var principal in PrincipalPart.Of(policy))
            {
                if (principal.Value.StartsWith("cluster.local/", StringComparison.Ordinal) && principal.Value.Split('/').Length != 5)
                {
                    yield return Find(
                        policy,
                        principal.Path,
                        $"'{principal.Value}' matches nobody: cluster.local stands for the mesh's trust domain, {own}, in principals of five parts only",
                        $"write '{own}{principal.Value["cluster.local".Length..]}'");
                }
            }
        }
    }
}
