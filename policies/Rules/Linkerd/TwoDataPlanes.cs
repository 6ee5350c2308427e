using Manifests.Apps.V1;
using Manifests.Core.V1;
using Policies.Model;
using Policies.Rules.Platform;

namespace Policies.Rules.Linkerd;

/// <summary>Pods that both Istio and Linkerd would give a proxy.</summary>
internal sealed class TwoDataPlanes : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS610",
        Level = FindingLevel.Error,
        Title = "two data planes for the same pods",
        Remedy = "keep one: remove linkerd.io/inject, or Istio's label",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<Namespace>(), Input.Kind<Deployment>(), Input.Kind<StatefulSet>(), Input.Kind<DaemonSet>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var own in view.All<Namespace>())
        {
            if (IsOfLinkerd(own.Annotations) && OfIstio(own.Labels) is { } label)
            {
                yield return Find(
                    own,
                    FieldPath.Key("metadata.annotations", WellKnownLabels.LinkerdInject),
                    $"Linkerd's proxies are injected, and so are Istio's by the label {label}: the second to redirect a pod's traffic takes it from the first");
            }
        }

        var istio = view.All<Namespace>().Where(own => OfIstio(own.Labels) is not null).Select(own => own.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (manifest, template) in PodTemplates.Of(view))
        {
            if (template.Metadata?.Annotations is { } annotations && IsOfLinkerd(annotations) && istio.Contains(manifest.Namespace)
                && template.Metadata.Labels?.GetValueOrDefault(WellKnownLabels.SidecarInject) != "false")
            {
                yield return Find(
                    manifest,
                    FieldPath.Key("spec.template.metadata.annotations", WellKnownLabels.LinkerdInject),
                    $"these pods ask for Linkerd's proxy, and namespace {manifest.Namespace} gives them Istio's too");
            }
        }
    }

    private static bool IsOfLinkerd(IReadOnlyDictionary<string, string> annotations) =>
        annotations.GetValueOrDefault(WellKnownLabels.LinkerdInject) is "enabled" or "ingress";

    private static string? OfIstio(IReadOnlyDictionary<string, string> labels)
    {
        if (labels.GetValueOrDefault(WellKnownLabels.Injection) == "disabled")
        {
            return null;
        }

        return labels.GetValueOrDefault(WellKnownLabels.Injection) == "enabled" ? WellKnownLabels.Injection
            : labels.ContainsKey(WellKnownLabels.Revision) ? WellKnownLabels.Revision
            : labels.GetValueOrDefault(WellKnownLabels.DataPlaneMode) == "ambient" ? WellKnownLabels.DataPlaneMode
            : null;
    }
}
