using Components.Intent;
using Manifests;
using Manifests.Core.V1;

namespace Components.Workloads;

/// <summary>The objects of a region's PostgreSQL servers.</summary>
public static class PostgresManifests
{
    /// <summary>The size of the volume that is claimed for a database cluster.</summary>
    public const string StorageSize = "10Gi";

    private const string SocketVolume = "socket";

    /// <summary>Mounted above the cluster's folder, since a volume's root may hold more than PostgreSQL accepts in its own (lost+found).</summary>
    private static readonly VolumeMount Data = ServerPod.Data("/data");

    /// <summary>
    /// For each PostgreSQL server of the region its Certificate and configuration, and, where the intent names an image to run, the StatefulSet.
    /// </summary>
    /// <exception cref="ArgumentException">The intent has <see cref="ServerProblems"/>.</exception>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, CertificateLifetime lifetime)
    {
        ServerProblems.ThrowIfAny(intent);
        return [.. intent.Workloads.Where(workload => workload.Kind is ServerKind.Postgres).SelectMany(server => Server(intent, server, lifetime))];
    }

    /// <summary>
    /// The user id of <c>postgres</c> in the official images: 70 on Alpine, 999 on Debian. It must be that user, because the superuser logs in by its
    /// operating-system name.
    /// </summary>
    internal static int UserOf(string image) => image.Contains("alpine", StringComparison.Ordinal) ? 70 : 999;

    private static IEnumerable<KubernetesObject> Server(RegionIntent intent, Workload server, CertificateLifetime lifetime)
    {
        var files = PostgresFiles.InPod with { Tls = TlsFiles.Of(server) };
        if (PodCertificates.NeedsSecrets(server))
        {
            yield return ServerCertificate.Of(intent, server, lifetime);
        }

        yield return ServerPod.Configuration(server, PostgresConfiguration.For(server, files));
        if (server.Image is { } image)
        {
            var certificates = PodCertificates.Of(intent, server, UserOf(image), lifetime);
            yield return ServerPod.StatefulSet(server, Pod(server, image, files, certificates), StorageSize);
        }
    }

    private static IReadOnlyList<VolumeMount> Mounts(PostgresFiles files, PodCertificates certificates) =>
        [.. ServerPod.Mounts(files.ConfigurationFolder, certificates), new() { Name = SocketVolume, MountPath = files.SocketFolder }];

    private static PodSpec Pod(Workload server, string image, PostgresFiles files, PodCertificates certificates) => ServerPod.Spec(server, UserOf(image)) with
    {
        TerminationGracePeriodSeconds = 120,
        InitContainers = [.. certificates.InitContainers, Initialize(image, files, certificates)],
        Containers = [Postgres(server, image, files, certificates), Reloader(image, files, certificates), .. certificates.Sidecars],
        Volumes = [.. ServerPod.Volumes(server, certificates), new() { Name = SocketVolume, EmptyDir = new() }],
    };

    private static Container Initialize(string image, PostgresFiles files, PodCertificates certificates) => new()
    {
        Name = "initialize",
        Image = image,
        Command = ["sh", $"{files.ConfigurationFolder}/initialize.sh"],
        Resources = RestrictedPod.Resources("100m", "256Mi", "1Gi"),
        SecurityContext = RestrictedPod.Container,
        VolumeMounts = [.. Mounts(files, certificates), Data],
    };

    private static Container Postgres(Workload server, string image, PostgresFiles files, PodCertificates certificates) => new()
    {
        Name = "postgres",
        Image = image,
        Command = ["postgres", $"--config-file={files.ConfigurationFolder}/postgresql.conf"],
        Ports = [.. ServerPod.Ports(server)],
        StartupProbe = Ready(server, files, periodSeconds: 5, failureThreshold: 60),
        ReadinessProbe = Ready(server, files, periodSeconds: 10, failureThreshold: 3),
        Resources = RestrictedPod.Resources("100m", "256Mi", "1Gi"),
        SecurityContext = RestrictedPod.Container,
        VolumeMounts = [.. Mounts(files, certificates), Data],
    };

    private static Container Reloader(string image, PostgresFiles files, PodCertificates certificates) => new()
    {
        Name = "reloader",
        Image = image,
        Command = ["sh", $"{files.ConfigurationFolder}/reload.sh"],
        Resources = RestrictedPod.Resources("10m", "16Mi", "64Mi"),
        SecurityContext = RestrictedPod.Container,
        VolumeMounts = [.. Mounts(files, certificates)],
    };

    private static Probe Ready(Workload server, PostgresFiles files, int periodSeconds, int failureThreshold) => new()
    {
        Exec = new() { Command = ["pg_isready", $"--host={files.SocketFolder}", $"--port={server.Ports[0].TargetPort}"] },
        PeriodSeconds = periodSeconds,
        TimeoutSeconds = 5,
        FailureThreshold = failureThreshold,
    };
}
