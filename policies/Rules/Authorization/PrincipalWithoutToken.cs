using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>A policy that asks for a request principal where no token is ever validated.</summary>
internal sealed class PrincipalWithoutToken : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS326",
        Level = FindingLevel.Error,
        Title = "request principal without RequestAuthentication",
        Remedy = "add a RequestAuthentication for the same workloads, with the issuer of the tokens",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Kind<RequestAuthentication>(), Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var validated = view.All<RequestAuthentication>().Select(authentication => authentication.Namespace).ToHashSet(StringComparer.Ordinal);
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            if (!validated.Contains(policy.Namespace) && !validated.Contains(view.Mesh.RootNamespace)
                && policy.Sources().FirstOrDefault(part => part.Source.RequestPrincipals is { Count: > 0 }) is { } part)
            {
                yield return Find(
                    policy,
                    $"{part.Path}.requestPrincipals",
                    $"no RequestAuthentication validates tokens in namespace {policy.Namespace}, so no request has a principal and the rule never matches");
            }
        }
    }
}
