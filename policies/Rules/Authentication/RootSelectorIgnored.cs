using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authentication;

/// <summary>A PeerAuthentication with a selector in the root namespace, which Istio leaves out.</summary>
internal sealed class RootSelectorIgnored : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS205",
        Level = FindingLevel.Error,
        Title = "selector in the root namespace",
        Remedy = "move the policy to the namespace of its workload, or remove the selector if it is meant for the whole mesh",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<PeerAuthentication>(), Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<PeerAuthentication>())
        {
            if (policy.Namespace == view.Mesh.RootNamespace && policy.Object.Spec?.Selector?.MatchLabels is { Count: > 0 })
            {
                yield return Find(policy, "spec.selector", "in the root namespace Istio leaves a policy with a selector out, for workloads of that namespace too");
            }
        }
    }
}
