using Manifests.Apps.V1;
using Manifests.Core.V1;

namespace Policies.Rules.Platform;

/// <summary>The pod templates of Deployments, StatefulSets and DaemonSets.</summary>
internal static class PodTemplates
{
    public static IEnumerable<KeyValuePair<Manifest, PodTemplateSpec>> Of(RuleView view)
    {
        foreach (var deployment in view.All<Deployment>())
        {
            if (deployment.Object.Spec?.Template is { } template)
            {
                yield return KeyValuePair.Create<Manifest, PodTemplateSpec>(deployment, template);
            }
        }

        foreach (var set in view.All<StatefulSet>())
        {
            if (set.Object.Spec?.Template is { } template)
            {
                yield return KeyValuePair.Create<Manifest, PodTemplateSpec>(set, template);
            }
        }

        foreach (var set in view.All<DaemonSet>())
        {
            if (set.Object.Spec?.Template is { } template)
            {
                yield return KeyValuePair.Create<Manifest, PodTemplateSpec>(set, template);
            }
        }
    }
}
