using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Platform;

/// <summary>Policies of the mesh on pods that have no proxy to enforce them.</summary>
internal sealed class PolicyWithoutProxy : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS501",
        Level = FindingLevel.Error,
        Title = "policy on pods without a proxy",
        Remedy = "let the pods be injected, or protect them with NetworkPolicies",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<AuthorizationPolicy>(), Input.Kind<PeerAuthentication>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>().Where(policy => policy.Namespace != view.Mesh.RootNamespace))
        {
            if (policy.Object.Spec is { TargetRef: null, TargetRefs: null or { Count: 0 } } spec && Bare(view, policy, spec.Selector?.MatchLabels) is { } bare)
            {
                yield return Find(policy, "spec", $"{bare} has no proxy, so nothing enforces the policy there");
            }
        }

        foreach (var policy in view.All<PeerAuthentication>().Where(policy => policy.Namespace != view.Mesh.RootNamespace))
        {
            if (Bare(view, policy, policy.Object.Spec?.Selector?.MatchLabels) is { } bare)
            {
                yield return Find(policy, "spec", $"{bare} has no proxy, so nothing enforces the mode there");
            }
        }
    }

    /// <summary>The pods without a proxy, where all that are selected are such; those of a namespace that also has others are there on purpose.</summary>
    private static string? Bare(RuleView view, Manifest policy, IReadOnlyDictionary<string, string>? labels)
    {
        var selected = view.Workloads.Select(policy.Namespace, labels);
        return selected.Count > 0 && selected.All(workload => workload.DataPlane is DataPlane.None or DataPlane.Linkerd)
            ? Words.List(selected, workload => workload.Name)
            : null;
    }
}
