using Manifests.Apps.V1;
using Manifests.Batch.V1;
using Manifests.Core.V1;

namespace Policies.Rules.Platform;

/// <summary>The pod templates of Deployments, StatefulSets and DaemonSets; of jobs, too, and pods that stand alone, where they matter.</summary>
internal static class PodTemplates
{
    /// <summary>The kinds that <see cref="WithJobs"/> reads.</summary>
    public static IReadOnlyList<Input> KindsWithJobs { get; } =
        [Input.Kind<Deployment>(), Input.Kind<StatefulSet>(), Input.Kind<DaemonSet>(), Input.Kind<Job>(), Input.Kind<CronJob>(), Input.Kind<Pod>()];

    /// <summary>Every pod template with the path of its <c>metadata</c> and <c>spec</c>; what a controller has made is left to the controller.</summary>
    public static IEnumerable<(Manifest Manifest, string At, PodTemplateSpec Template)> WithJobs(RuleView view)
    {
        foreach (var (manifest, template) in Of(view))
        {
            yield return (manifest, "spec.template.", template);
        }

        foreach (var job in view.All<Job>())
        {
            if (job.Object is { Metadata.OwnerReferences: null or [], Spec.Template: { } template })
            {
                yield return (job, "spec.template.", template);
            }
        }

        foreach (var job in view.All<CronJob>())
        {
            if (job.Object.Spec?.JobTemplate?.Spec?.Template is { } template)
            {
                yield return (job, "spec.jobTemplate.spec.template.", template);
            }
        }

        foreach (var pod in view.All<Pod>())
        {
            if (pod.Object.Metadata.OwnerReferences is null or [])
            {
                yield return (pod, "", new PodTemplateSpec { Metadata = pod.Object.Metadata, Spec = pod.Object.Spec });
            }
        }
    }

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
