using Manifests.Batch.V1;
using Manifests.Core.V1;
using Policies.Rules.Platform;

namespace Policies.Rules.StepCa;

/// <summary>Pods that ask autocert for a certificate and get none, or never end with it.</summary>
internal sealed class AnnotationWithoutCertificate : ManifestRule
{
    private const string Key = AutocertAnnotations.Name;

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS686",
        Level = FindingLevel.Warning,
        Title = "certificate of autocert that does not come",
        Remedy = $"annotate the pod template, in a namespace with the label {AutocertAnnotations.Label}: {AutocertAnnotations.Enabled}",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [.. PodTemplates.KindsWithJobs, Input.Kind<Namespace>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var namespaces = view.All<Namespace>().DistinctBy(own => own.Name).ToDictionary(own => own.Name, StringComparer.Ordinal);
        foreach (var (manifest, at, template) in PodTemplates.WithJobs(view))
        {
            if (template.Metadata?.Annotations?.GetValueOrDefault(Key) is not { } name)
            {
                if (manifest is not Manifest<Pod> && manifest.Annotations.ContainsKey(Key))
                {
                    yield return Find(
                        manifest, FieldPath.Key("metadata.annotations", Key), "autocert looks at pods, and the pods have no such annotation: they start without a certificate");
                }

                continue;
            }

            var path = FieldPath.Key($"{at}metadata.annotations", Key);
            if (namespaces.TryGetValue(manifest.Namespace, out var own) && own.Labels.GetValueOrDefault(AutocertAnnotations.Label) != AutocertAnnotations.Enabled)
            {
                yield return Find(
                    manifest,
                    path,
                    $"Namespace {own.Name} is without the label {AutocertAnnotations.Label}: {AutocertAnnotations.Enabled}, so nobody is asked for {name}: the pods start without a certificate",
                    $"label the namespace; of a stack's, name it under mtls:platform.stepCa.autocert.namespaces");
            }

            if (manifest is Manifest<Job> or Manifest<CronJob> && !IsTrue(template.Metadata.Annotations.GetValueOrDefault(AutocertAnnotations.BootstrapperOnly)))
            {
                yield return Find(
                    manifest, path, "the container that renews never ends, so the job never completes", $"add {AutocertAnnotations.BootstrapperOnly}: \"true\"");
            }
        }
    }

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
