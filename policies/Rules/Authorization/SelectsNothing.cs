using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>A policy whose selector picks no workload.</summary>
internal sealed class SelectsNothing : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS331",
        Level = FindingLevel.Error,
        Title = "policy for no workload",
        Remedy = "write the labels that the pods carry, and put the policy into their namespace",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<AuthorizationPolicy>(), Input.Kind<RequestAuthentication>(), Input.Workloads, Input.Mesh, Input.Namespaces];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            if (policy.Object.Spec is { TargetRef: null, TargetRefs: null or [], Selector.MatchLabels: { Count: > 0 } labels }
                && Selectors.MissingIn(view, policy, labels) is { } missing)
            {
                yield return Find(policy, "spec.selector", $"{missing}, so the policy protects nothing");
            }
            else if (view.IsWhole && policy.Object.Spec?.Selector?.MatchLabels is null or { Count: 0 } && !Exists(view, policy.Namespace))
            {
                yield return Find(policy, "metadata.namespace", $"there is no namespace {policy.Namespace}, so the policy protects nothing");
            }
            else if (policy.Object.Spec is null or { TargetRef: null, TargetRefs: null or [], Selector: null } && Selectors.IsForgotten(view, policy))
            {
                yield return Find(
                    policy, "metadata", $"no namespace is written, so it is for {policy.Namespace}, where there is no workload, and the policy protects nothing");
            }
        }

        foreach (var authentication in view.All<RequestAuthentication>())
        {
            if (authentication.Object.Spec is { TargetRef: null, TargetRefs: null or [], Selector.MatchLabels: { Count: > 0 } labels }
                && Selectors.MissingIn(view, authentication, labels) is { } missing)
            {
                yield return Find(authentication, "spec.selector", $"{missing}, so no token is validated");
            }
        }
    }

    private static bool Exists(RuleView view, string @namespace) =>
        view.Namespaces.Any(known => known.Name == @namespace) || view.Workloads.Knows(@namespace) || @namespace == view.Mesh.RootNamespace;
}
