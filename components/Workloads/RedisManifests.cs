using Components.Intent;
using Manifests;
using Manifests.Core.V1;

namespace Components.Workloads;

/// <summary>The objects of a region's Redis servers.</summary>
public static class RedisManifests
{
    /// <summary>The size of the volume that is claimed for the append-only file.</summary>
    public const string StorageSize = "10Gi";

    private const string RuntimeVolume = "runtime";

    private static readonly VolumeMount Data = ServerPod.Data(RedisFiles.InPod.DataFolder);

    /// <summary>
    /// For each Redis server of the region its Certificate and configuration, and, where the intent names an image to run, the StatefulSet.
    /// </summary>
    /// <exception cref="ArgumentException">The intent has <see cref="ServerProblems"/>.</exception>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, CertificateLifetime lifetime)
    {
        ServerProblems.ThrowIfAny(intent);
        return [.. intent.Workloads.Where(workload => workload.Kind is ServerKind.Redis).SelectMany(server => Server(intent, server, lifetime))];
    }

    private static IEnumerable<KubernetesObject> Server(RegionIntent intent, Workload server, CertificateLifetime lifetime)
    {
        var files = RedisFiles.InPod with { Tls = TlsFiles.Of(server) };
        if (PodCertificates.NeedsSecrets(server))
        {
            yield return ServerCertificate.Of(intent, server, lifetime);
        }

        yield return ServerPod.Configuration(server, RedisConfiguration.For(server, files));
        if (server.Image is { } image)
        {
            var certificates = PodCertificates.Of(intent, server, RestrictedPod.User, lifetime);
            yield return ServerPod.StatefulSet(server, Pod(server, image, files, certificates), StorageSize);
        }
    }

    private static PodSpec Pod(Workload server, string image, RedisFiles files, PodCertificates certificates) => ServerPod.Spec(server, RestrictedPod.User) with
    {
        TerminationGracePeriodSeconds = 60,
        InitContainers = [.. certificates.InitContainers, Script("users", "users.sh", image, files, certificates)],
        Containers = [Redis(server, image, files, certificates), Script("reloader", "reload.sh", image, files, certificates), .. certificates.Sidecars],
        Volumes =
        [
            .. ServerPod.Volumes(server, certificates),
            new() { Name = RuntimeVolume, EmptyDir = new() { Medium = "Memory", SizeLimit = "1Mi" } },
        ],
    };

    private static Container Redis(Workload server, string image, RedisFiles files, PodCertificates certificates) => new()
    {
        Name = "redis",
        Image = image,
        Command = ["valkey-server", $"{files.ConfigurationFolder}/{RedisConfiguration.FileName}"],
        Ports = [.. ServerPod.Ports(server)],
        StartupProbe = Ready(files, periodSeconds: 5, failureThreshold: 60),
        ReadinessProbe = Ready(files, periodSeconds: 10, failureThreshold: 3),
        Resources = RestrictedPod.Resources("100m", "128Mi", "1Gi"),
        SecurityContext = RestrictedPod.Container,
        VolumeMounts = [.. Mounts(files, certificates), Data],
    };

    private static Container Script(string name, string file, string image, RedisFiles files, PodCertificates certificates) => new()
    {
        Name = name,
        Image = image,
        Command = ["sh", $"{files.ConfigurationFolder}/{file}"],
        Resources = RestrictedPod.Resources("10m", "16Mi", "64Mi"),
        SecurityContext = RestrictedPod.Container,
        VolumeMounts = [.. Mounts(files, certificates)],
    };

    private static IReadOnlyList<VolumeMount> Mounts(RedisFiles files, PodCertificates certificates) =>
        [.. ServerPod.Mounts(files.ConfigurationFolder, certificates), new() { Name = RuntimeVolume, MountPath = files.RuntimeFolder }];

    /// <summary>Not before it has read its append-only file: until then it answers PING with LOADING.</summary>
    private static Probe Ready(RedisFiles files, int periodSeconds, int failureThreshold) => new()
    {
        Exec = new() { Command = ["sh", $"{files.ConfigurationFolder}/local.sh", "PING"] },
        PeriodSeconds = periodSeconds,
        TimeoutSeconds = 5,
        FailureThreshold = failureThreshold,
    };
}
