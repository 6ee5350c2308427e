using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>A selector in the root namespace, which picks pods of every namespace.</summary>
internal sealed class RootSelector : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS343",
        Level = FindingLevel.Warning,
        Title = "selector that reaches every namespace",
        Remedy = "put the policy into the namespace of its pods, or leave the selector out if it is meant for the whole mesh",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var root = view.Mesh.RootNamespace;
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            if (policy.Namespace == root && policy.Object.Spec?.Selector?.MatchLabels is { Count: > 0 } labels)
            {
                var reached = view.Workloads.Select(null, labels).Where(workload => workload.Namespace != root).ToList();
                if (reached.Count > 0)
                {
                    yield return Find(
                        policy,
                        "spec.selector",
                        $"in the root namespace a selector picks pods of every namespace: {Words.List(reached, workload => $"{workload.Namespace}/{workload.Name}")}");
                }
            }
        }
    }
}
