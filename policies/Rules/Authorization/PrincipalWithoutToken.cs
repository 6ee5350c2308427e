using Manifests.Istio.Security.V1;
using Policies.Model;

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
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Kind<RequestAuthentication>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var authentications = view.All<RequestAuthentication>();
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            if (Asks(policy) is { } asked && !authentications.Any(authentication => Validates(view, authentication, policy)))
            {
                var what = asked.IsNot ? "what it leaves out leaves out nobody" : "the rule never matches";
                yield return Find(policy, asked.Path, $"no RequestAuthentication validates tokens {Where(authentications, policy)}, so no request has a principal and {what}");
            }
        }
    }

    /// <summary>The first field that asks for something of a token, or else for its absence.</summary>
    private static (string Path, bool IsNot)? Asks(Manifest<AuthorizationPolicy> policy)
    {
        var conditions = policy.Conditions().Where(part => part.Condition.Key.StartsWith("request.auth.", StringComparison.Ordinal)).ToList();
        return policy.Sources().FirstOrDefault(part => part.Source.RequestPrincipals is { Count: > 0 }) is { } source ? ($"{source.Path}.requestPrincipals", false)
            : conditions.Find(part => part.Condition.Values is { Count: > 0 }) is { } condition ? ($"{condition.Path}.values", false)
            : policy.Sources().FirstOrDefault(part => part.Source.NotRequestPrincipals is { Count: > 0 }) is { } exclusion ? ($"{exclusion.Path}.notRequestPrincipals", true)
            : conditions.Find(part => part.Condition.NotValues is { Count: > 0 }) is { } excluded ? ($"{excluded.Path}.notValues", true)
            : null;
    }

    /// <summary>Whether it is for a workload of the policy's; one that is attached to a gateway or service may be.</summary>
    private static bool Validates(RuleView view, Manifest<RequestAuthentication> authentication, Manifest<AuthorizationPolicy> policy)
    {
        if (authentication.Namespace != policy.Namespace && authentication.Namespace != view.Mesh.RootNamespace && policy.Namespace != view.Mesh.RootNamespace)
        {
            return false;
        }

        var workloads = view.Attachment.Of(policy);
        return workloads.Count == 0 || authentication.Object.Spec is not { TargetRef: null, TargetRefs: null or [] } spec
            || workloads.Any(workload => spec.Selector?.MatchLabels.Matches(workload.Labels) ?? true);
    }

    private static string Where(IReadOnlyList<Manifest<RequestAuthentication>> authentications, Manifest<AuthorizationPolicy> policy) =>
        authentications.Any(authentication => authentication.Namespace == policy.Namespace)
            ? "for a workload of this policy" : $"in namespace {policy.Namespace}";
}
