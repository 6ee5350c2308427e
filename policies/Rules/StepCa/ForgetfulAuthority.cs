using Manifests.Apps.V1;
using Manifests.Core.V1;
using Policies.Rules.Platform;

namespace Policies.Rules.StepCa;

/// <summary>A step-ca whose database ends with its pod.</summary>
internal sealed class ForgetfulAuthority : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS684",
        Level = FindingLevel.Warning,
        Title = "step-ca that forgets",
        Remedy = "mount a PersistentVolumeClaim at /home/step/db (the chart: ca.db.persistent: true)",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Deployment>(), Input.Kind<StatefulSet>(), Input.Kind<DaemonSet>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var (manifest, template) in PodTemplates.Of(view))
        {
            foreach (var (index, container) in (template.Spec?.Containers ?? []).Index().Where(own => StepCaPods.IsStepCa(own.Item)))
            {
                if (IsLost(manifest, template.Spec!, container))
                {
                    yield return Find(
                        manifest,
                        $"spec.template.spec.containers[{index}]",
                        $"{StepCaPods.Database} of {container.Name} is on no lasting volume: with the pod go revocations, and the tokens that were used, which may be used once more");
                }
            }
        }
    }

    private static bool IsLost(Manifest manifest, PodSpec pod, Container container)
    {
        var mount = StepCaPods.DatabaseMount(container);
        var isClaimed = manifest is Manifest<StatefulSet> { Object.Spec.VolumeClaimTemplates: { } claims } && claims.Any(claim => claim.Metadata.Name == mount?.Name);
        return mount is null || (!isClaimed && pod.Volumes?.FirstOrDefault(volume => volume.Name == mount.Name) is { EmptyDir: not null });
    }
}
