using Components.Intent;
using Manifests;
using Manifests.Apps.V1;
using Manifests.Core.V1;

namespace Components.Workloads;

/// <summary>The objects of a region's NATS servers.</summary>
public static class NatsManifests
{
    /// <summary>
    /// The image of the sidecar that signals the server when a mounted file changes; NATS reads its certificate and users again only then.
    /// </summary>
    public const string ReloaderImage = "natsio/nats-server-config-reloader:0.23.0";

    private const string RuntimeVolume = "runtime";

    private static readonly NatsFiles Files = NatsFiles.InPod;

    private static readonly string Configuration = $"{NatsFiles.ConfigurationFolder}/{NatsConfiguration.FileName}";

    private static readonly IReadOnlyList<VolumeMount> Mounts =
        [.. ServerPod.Mounts(NatsFiles.ConfigurationFolder), new() { Name = RuntimeVolume, MountPath = NatsFiles.RuntimeFolder }];

    /// <summary>
    /// For each NATS server of the region its Certificate and configuration, and, where the intent names an image to run, the StatefulSet.
    /// </summary>
    /// <exception cref="ArgumentException">The intent has <see cref="ServerProblems"/>.</exception>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, CertificateLifetime lifetime)
    {
        ServerProblems.ThrowIfAny(intent);
        return [.. intent.Workloads.Where(workload => workload.Kind is ServerKind.Nats).SelectMany(server => Server(intent, server, lifetime))];
    }

    private static IEnumerable<KubernetesObject> Server(RegionIntent intent, Workload server, CertificateLifetime lifetime)
    {
        yield return ServerCertificate.Of(intent, server, lifetime);
        yield return ServerPod.Configuration(
            server, new Dictionary<string, string> { [NatsConfiguration.FileName] = NatsConfiguration.For(server, Files) });
        if (server.Image is { } image)
        {
            yield return StatefulSet(server, image);
        }
    }

    private static StatefulSet StatefulSet(Workload server, string image) => new()
    {
        Metadata = new() { Name = server.Name, Namespace = server.Namespace, Labels = ObjectLabels.Common() },
        Spec = new()
        {
            Replicas = 1,
            ServiceName = server.Name,
            Selector = new() { MatchLabels = new(server.Labels) },
            Template = new()
            {
                Metadata = ServerPod.Metadata(server),
                Spec = new()
                {
                    ServiceAccountName = server.ServiceAccount,
                    AutomountServiceAccountToken = false,
                    EnableServiceLinks = false,
                    ShareProcessNamespace = true,
                    SecurityContext = RestrictedPod.Pod(RestrictedPod.User),
                    Containers = [Nats(server, image), Reloader()],
                    Volumes = [.. ServerPod.Volumes(server), new() { Name = RuntimeVolume, EmptyDir = new() }],
                },
            },
        },
    };

    private static Container Nats(Workload server, string image) => new()
    {
        Name = "nats",
        Image = image,
        Command = ["nats-server", "--config", Configuration],
        Ports = [ServerPod.Port(server)],
        StartupProbe = Healthy(periodSeconds: 2, failureThreshold: 30),
        ReadinessProbe = Healthy(periodSeconds: 10, failureThreshold: 3),
        LivenessProbe = Healthy(periodSeconds: 30, failureThreshold: 3),
        Resources = RestrictedPod.Resources("50m", "64Mi", "256Mi"),
        SecurityContext = RestrictedPod.Container,
        VolumeMounts = [.. Mounts],
    };

    private static Container Reloader() => new()
    {
        Name = "reloader",
        Image = ReloaderImage,
        Args =
        [
            "-pid", Files.ProcessId,
            "-config", Configuration,
            "-config", Files.Tls.Certificate,
            "-config", Files.Tls.TrustBundle,
        ],
        Resources = RestrictedPod.Resources("10m", "16Mi", "32Mi"),
        SecurityContext = RestrictedPod.Container,
        VolumeMounts = [.. Mounts],
    };

    /// <summary>
    /// Asks the monitoring endpoint from inside the container: a probe of the client port would end in a failed handshake, and in the log, each time.
    /// </summary>
    private static Probe Healthy(int periodSeconds, int failureThreshold) => new()
    {
        Exec = new() { Command = ["wget", "-q", "-O", "/dev/null", $"http://127.0.0.1:{Files.MonitoringPort}/healthz"] },
        PeriodSeconds = periodSeconds,
        TimeoutSeconds = 5,
        FailureThreshold = failureThreshold,
    };
}
