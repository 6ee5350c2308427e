using System.Text.RegularExpressions;
using Manifests.Apps.V1;
using Manifests.Batch.V1;
using Manifests.Core.V1;
using Policies.Rules.Platform;

namespace Policies.Rules.StepCa;

/// <summary>A CronJob that copies step-ca's database to where the copies go when they are needed: the job's own pod, or the database's own volume.</summary>
internal sealed partial class BackupThatIsLost : ManifestRule
{
    private static readonly string[] Credentials = ["AWS_", "AZURE_", "GOOGLE_", "RCLONE_", "RESTIC_", "B2_", "KOPIA_", "BORG_"];

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS685",
        Level = FindingLevel.Warning,
        Title = "backup of step-ca that is lost with it",
        Remedy = "mount a PersistentVolumeClaim of its own for the copies, on other storage, or send them out of the cluster",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<CronJob>(), Input.Kind<Deployment>(), Input.Kind<StatefulSet>(), Input.Kind<DaemonSet>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var (jobs, authorities) = (view.All<CronJob>(), PodTemplates.Of(view).Where(own => StepCaPods.Container(own.Value) is not null).ToList());
        foreach (var job in jobs)
        {
            if (job.Object.Spec?.JobTemplate.Spec?.Template.Spec is { } pod
                && authorities.Any(own => IsBackupOf(job, pod, own))
                && Problem(pod, authorities) is { } problem)
            {
                yield return Find(job, "spec.jobTemplate.spec.template.spec.volumes", problem);
            }
        }
    }

    private static bool IsBackupOf(Manifest<CronJob> job, PodSpec pod, KeyValuePair<Manifest, PodTemplateSpec> authority) =>
        job.Namespace == authority.Key.Namespace
        && (Claims(pod).Any(claim => StepCaPods.IsDatabase(authority, claim)) || job.Name.Contains("backup", StringComparison.OrdinalIgnoreCase));

    private static string? Problem(PodSpec pod, List<KeyValuePair<Manifest, PodTemplateSpec>> authorities)
    {
        if (pod.Containers.Any(SendsAway) || (pod.Volumes ?? []).Any(volume => IsLasting(volume, authorities)))
        {
            return null;
        }

        var database = (pod.Volumes ?? []).FirstOrDefault(volume => volume.PersistentVolumeClaim is not null);
        return database is not null && !IsReadOnly(pod, database)
            ? $"the only volume that lasts is {database.PersistentVolumeClaim!.ClaimName}, the database's own: what takes the database takes its copies"
            : "no volume outlasts the job's pod, and nothing says that the copies go elsewhere: they end with it";
    }

    /// <summary>Whether copies can be kept there: not in memory or on the node, not a configuration, not the database's own.</summary>
    private static bool IsLasting(Volume volume, List<KeyValuePair<Manifest, PodTemplateSpec>> authorities) => volume.PersistentVolumeClaim is { } claim
        ? claim.ReadOnly != true && !authorities.Any(own => StepCaPods.IsDatabase(own, claim.ClaimName))
        : volume is { EmptyDir: null, ConfigMap: null, Secret: null, Projected: null, DownwardAPI: null, Ephemeral: null };

    private static bool IsReadOnly(PodSpec pod, Volume volume) => volume.PersistentVolumeClaim?.ReadOnly == true
        || pod.Containers.SelectMany(container => container.VolumeMounts ?? []).Where(mount => mount.Name == volume.Name).All(mount => mount.ReadOnly == true);

    /// <summary>Whether a container calls somebody, as far as its command and its variables tell.</summary>
    private static bool SendsAway(Container container) => container.EnvFrom is { Count: > 0 }
        || (container.Command ?? []).Concat(container.Args ?? []).Any(word => Elsewhere().IsMatch(word))
        || (container.Env ?? []).Any(variable => Credentials.Any(start => variable.Name.StartsWith(start, StringComparison.Ordinal)));

    private static IEnumerable<string> Claims(PodSpec pod) => (pod.Volumes ?? []).Select(volume => volume.PersistentVolumeClaim?.ClaimName).OfType<string>();

    [GeneratedRegex(@"://|\b(?:aws|az|borg|curl|gsutil|kopia|mc|rclone|restic|rsync|s3cmd|scp|ssh|sftp|velero)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Elsewhere();
}
