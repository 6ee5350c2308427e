using Components.Workloads;
using Manifests.Batch.V1;
using Manifests.Core.V1;

namespace Components.Platform;

/// <summary>The daily copy of step-ca's database: what was issued, what was revoked and which tokens were used.</summary>
public static class StepCaBackupJob
{
    /// <summary>The image that copies; it needs a shell and coreutils.</summary>
    public const string Image = "docker.io/library/busybox:1.37.0";

    private const string Name = "step-ca-backup";
    private const string Database = "database";
    private const string Copies = "copies";

    /// <summary>
    /// Copies a Badger database while step-ca writes to it. Badger's tables are written once and never changed, so a copy is whole when the list of tables
    /// and the manifest were the same before and after; otherwise it is made again.
    /// </summary>
    /// <remarks>The folders are arguments: <c>$1</c> the database, <c>$2</c> the copies, <c>$3</c> how many of those are kept.</remarks>
    public const string Script =
        """
        set -eu
        state() { (cd "$1" && sha256sum MANIFEST && ls -- *.sst 2>/dev/null | sort || true); }
        copy="$2/$(date -u +%Y%m%dT%H%M%SZ)"
        test -s "$1/MANIFEST"
        while :; do
          before=$(state "$1")
          rm -rf "$copy.part"
          cp -a "$1" "$copy.part"
          if [ "$before" = "$(state "$1")" ]; then break; fi
        done
        rm -f "$copy.part/LOCK"
        mv "$copy.part" "$copy"
        ls -d "$2"/*Z | sort -r | tail -n "+$(($3 + 1))" | while read -r old; do rm -rf "$old"; done
        """;

    /// <summary>The CronJob.</summary>
    public static CronJob For(StepCaBackup backup) => new()
    {
        Metadata = new() { Name = Name, Namespace = PlatformNamespaceNames.StepCa, Labels = ObjectLabels.Common() },
        Spec = new()
        {
            Schedule = "17 3 * * *",
            TimeZone = "Etc/UTC",
            ConcurrencyPolicy = "Forbid",
            SuccessfulJobsHistoryLimit = 1,
            FailedJobsHistoryLimit = 3,
            JobTemplate = new() { Spec = new() { BackoffLimit = 2, ActiveDeadlineSeconds = 3600, Template = Pod(backup) } },
        },
    };

    private static PodTemplateSpec Pod(StepCaBackup backup) => new()
    {
        Metadata = new() { Labels = ObjectLabels.With([new("app.kubernetes.io/name", Name)]) },
        Spec = new()
        {
            RestartPolicy = "Never",
            AutomountServiceAccountToken = false,
            EnableServiceLinks = false,
            SecurityContext = RestrictedPod.Pod(StepCaRelease.User),
            // The volume can be mounted on one node only: the one of step-ca.
            Affinity = new()
            {
                PodAffinity = new()
                {
                    RequiredDuringSchedulingIgnoredDuringExecution =
                    [
                        new()
                        {
                            LabelSelector = new() { MatchLabels = new() { ["app.kubernetes.io/name"] = StepCaNames.Release } },
                            TopologyKey = "kubernetes.io/hostname",
                        },
                    ],
                },
            },
            Containers =
            [
                new()
                {
                    Name = "copy",
                    Image = Image,
                    Command = ["sh", "-c", Script.ReplaceLineEndings("\n"), Name, $"/{Database}", $"/{Copies}", $"{backup.Keep}"],
                    Resources = RestrictedPod.Resources("10m", "32Mi", "128Mi"),
                    SecurityContext = RestrictedPod.Container,
                    VolumeMounts =
                    [
                        new() { Name = Database, MountPath = $"/{Database}", ReadOnly = true },
                        new() { Name = Copies, MountPath = $"/{Copies}" },
                    ],
                },
            ],
            Volumes =
            [
                new() { Name = Database, PersistentVolumeClaim = new() { ClaimName = StepCaNames.DatabaseClaim } },
                new() { Name = Copies, PersistentVolumeClaim = new() { ClaimName = backup.Claim } },
            ],
        },
    };
}
