using Manifests.Apps.V1;
using Manifests.Core.V1;

namespace Policies.Rules.StepCa;

/// <summary>The pods of step-ca, and where their database is.</summary>
internal static class StepCaPods
{
    /// <summary>Where step-ca's image keeps its database.</summary>
    public const string Database = "/home/step/db";

    /// <summary>The container of a pod that runs step-ca; null where none does.</summary>
    public static Container? Container(PodTemplateSpec template) => (template.Spec?.Containers ?? []).FirstOrDefault(IsStepCa);

    /// <summary>Whether a container runs step-ca.</summary>
    public static bool IsStepCa(Container container) =>
        container.Image?.Split('@')[0].Split(':')[0].EndsWith("smallstep/step-ca", StringComparison.Ordinal) == true;

    /// <summary>The mount that the database of a container is on; null where it is on none.</summary>
    public static VolumeMount? DatabaseMount(Container container) => (container.VolumeMounts ?? [])
        .Where(mount => $"{Database}/".StartsWith($"{mount.MountPath.TrimEnd('/')}/", StringComparison.Ordinal))
        .MaxBy(mount => mount.MountPath.Length);

    /// <summary>Whether a claim is that of the database of a pod of a step-ca: one that it names, or one that a StatefulSet makes for each of its pods.</summary>
    public static bool IsDatabase(KeyValuePair<Manifest, PodTemplateSpec> authority, string claim)
    {
        if (Container(authority.Value) is not { } container || DatabaseMount(container) is not { } mount)
        {
            return false;
        }

        var isMade = authority.Key is Manifest<StatefulSet> { Object.Spec.VolumeClaimTemplates: { } templates }
            && templates.Any(own => own.Metadata.Name == mount.Name);
        var prefix = $"{mount.Name}-{authority.Key.Name}-";
        return isMade
            ? claim.StartsWith(prefix, StringComparison.Ordinal) && claim[prefix.Length..].All(char.IsAsciiDigit)
            : authority.Value.Spec!.Volumes?.FirstOrDefault(volume => volume.Name == mount.Name)?.PersistentVolumeClaim?.ClaimName == claim;
    }
}
