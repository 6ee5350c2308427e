using Manifests.Core.V1;

namespace Policies.Rules.Platform;

/// <summary>A namespace that enforces no Pod Security level.</summary>
internal sealed class NoPodSecurity : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS503",
        Level = FindingLevel.Warning,
        Title = "namespace without a Pod Security level",
        Remedy = "label it pod-security.kubernetes.io/enforce: restricted, or baseline where its pods need that",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Namespace>(), Input.Workloads];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var own in view.All<Namespace>().Where(own => !PlatformNamespaces.IsOfCluster(own.Name)))
        {
            if (!own.Labels.ContainsKey("pod-security.kubernetes.io/enforce") && view.Workloads.Knows(own.Name))
            {
                yield return Find(own, "metadata", "its pods may ask for anything, host network and privileges too, with which they can leave their sidecar behind");
            }
        }
    }
}
