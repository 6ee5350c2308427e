using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authentication;

/// <summary>A policy whose selector picks no workload.</summary>
internal sealed class ModeForNothing : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS208",
        Level = FindingLevel.Error,
        Title = "PeerAuthentication for no workload",
        Remedy = "write the labels that the pods carry, and put the policy into their namespace",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<PeerAuthentication>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<PeerAuthentication>())
        {
            if (policy.Namespace != view.Mesh.RootNamespace && policy.Object.Spec?.Selector?.MatchLabels is { Count: > 0 } labels
                && Selectors.MissingIn(view, policy, labels) is { } missing)
            {
                yield return Find(policy, "spec.selector", $"{missing}, so the mode holds for nothing");
            }
        }
    }
}
