using Manifests.Core.V1;
using Policies.Model;

namespace Policies.Rules.Platform;

/// <summary>Pods on their node's network, which no sidecar and no NetworkPolicy reaches.</summary>
internal sealed class HostNetwork : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS513",
        Level = FindingLevel.Warning,
        Title = "pods on the node's network",
        Remedy = "remove hostNetwork",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [.. PodTemplates.KindsWithJobs, Input.Kind<Namespace>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var injected = view.All<Namespace>().Where(own => own.Labels.GetValueOrDefault(WellKnownLabels.Injection) == "enabled" || own.Labels.ContainsKey(WellKnownLabels.Revision)
            || own.Labels.GetValueOrDefault(WellKnownLabels.DataPlaneMode) == "ambient").Select(own => own.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (manifest, at, template) in PodTemplates.WithJobs(view))
        {
            if (template.Spec?.HostNetwork == true && injected.Contains(manifest.Namespace))
            {
                yield return Find(
                    manifest, $"{at}spec.hostNetwork", "such pods get no sidecar, and NetworkPolicies do not hold for them: they are outside of the mesh in its midst");
            }
        }
    }
}
