using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>A RequestAuthentication that nothing builds on: it turns away bad tokens, and lets requests without one pass.</summary>
internal sealed class TokenNotRequired : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS324",
        Level = FindingLevel.Warning,
        Title = "token checked but not required",
        Remedy = "add an AuthorizationPolicy that denies notRequestPrincipals: [\"*\"], or one that allows requestPrincipals",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<RequestAuthentication>(), Input.Kind<AuthorizationPolicy>(), Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var demanding = view.All<AuthorizationPolicy>().Where(Demands).ToList();
        foreach (var authentication in view.All<RequestAuthentication>())
        {
            if (authentication.Object.Spec is { JwtRules.Count: > 0 } && !demanding.Exists(policy => Covers(view, policy, authentication)))
            {
                yield return Find(
                    authentication,
                    "spec.jwtRules",
                    "requests without a token pass: only bad tokens are turned away, and no AuthorizationPolicy asks for a request principal here");
            }
        }
    }

    private static bool Demands(Manifest<AuthorizationPolicy> policy) =>
        policy.Sources().Any(part => part.IsHttpOnly) || policy.Conditions().Any(part => part.Condition.Key.StartsWith("request.auth.", StringComparison.Ordinal));

    /// <summary>Whether the two meet: on a workload that is known, else by namespace and selector, where either may be for everything.</summary>
    private static bool Covers(RuleView view, Manifest<AuthorizationPolicy> policy, Manifest<RequestAuthentication> authentication)
    {
        var root = view.Mesh.RootNamespace;
        if (policy.Namespace != authentication.Namespace && policy.Namespace != root && authentication.Namespace != root)
        {
            return false;
        }

        var (own, other) = (authentication.Object.Spec?.Selector?.MatchLabels, policy.Object.Spec?.Selector?.MatchLabels);
        return own is null or { Count: 0 } || other is null or { Count: 0 }
            || own.All(label => !other.TryGetValue(label.Key, out var value) || value == label.Value);
    }
}
