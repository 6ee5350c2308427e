using Manifests.Core.V1;
using Policies.Model;

namespace Policies.Rules.Platform;

/// <summary>A pod that opts out of its namespace's injection.</summary>
internal sealed class InjectionRefused : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS511",
        Level = FindingLevel.Warning,
        Title = "pod that refuses its sidecar",
        Remedy = "remove sidecar.istio.io/inject: \"false\", or move the pod to a namespace outside of the mesh",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<Namespace>(), .. PodTemplates.KindsWithJobs];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var injected = view.All<Namespace>().Where(own => own.Labels.GetValueOrDefault(WellKnownLabels.Injection) == "enabled" || own.Labels.ContainsKey(WellKnownLabels.Revision))
            .Select(own => own.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (manifest, at, template) in PodTemplates.WithJobs(view))
        {
            if (injected.Contains(manifest.Namespace)
                && (template.Metadata?.Labels?.GetValueOrDefault(WellKnownLabels.SidecarInject) ?? template.Metadata?.Annotations?.GetValueOrDefault(WellKnownLabels.SidecarInject)) == "false")
            {
                yield return Find(
                    manifest,
                    $"{at}metadata",
                    $"namespace {manifest.Namespace} is in the mesh and these pods are not: no policy is enforced on them, and they have no identity");
            }
        }
    }
}
