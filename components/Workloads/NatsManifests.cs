using Components.Intent;
using Manifests;
using Manifests.Apps.V1;
using Manifests.Core.V1;

namespace Components.Workloads;

/// <summary>The objects of a region's NATS servers.</summary>
public static class NatsManifests
{
    private const string RuntimeVolume = "runtime";

    private static readonly string Configuration = $"{NatsFiles.ConfigurationFolder}/{NatsConfiguration.FileName}";

    /// <summary>
    /// For each NATS server of the region its Certificate and configuration, and, where the intent names an image to run, the StatefulSet; a cluster has
    /// a headless Service besides, by which its servers find each other.
    /// </summary>
    /// <exception cref="ArgumentException">The intent has <see cref="ServerProblems"/>.</exception>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, CertificateLifetime lifetime)
    {
        ServerProblems.ThrowIfAny(intent);
        return [.. intent.Workloads.Where(workload => workload.Kind is ServerKind.Nats).SelectMany(server => Server(intent, server, lifetime))];
    }

    private static IEnumerable<KubernetesObject> Server(RegionIntent intent, Workload server, CertificateLifetime lifetime)
    {
        var files = NatsFiles.InPod with { Tls = TlsFiles.Of(server) };
        if (PodCertificates.NeedsSecrets(server))
        {
            yield return ServerCertificate.Of(intent, server, lifetime);
        }

        yield return ServerPod.Configuration(
            server, new Dictionary<string, string> { [NatsConfiguration.FileName] = NatsConfiguration.For(server, files) });
        if (NatsCluster.Is(server))
        {
            yield return NatsCluster.Service(server);
        }

        if (server.Image is { } image)
        {
            yield return StatefulSet(server, Pod(server, image, files, PodCertificates.Of(intent, server, RestrictedPod.User, lifetime)));
        }
    }

    private static PodSpec Pod(Workload server, string image, NatsFiles files, PodCertificates certificates) => ServerPod.Spec(server, RestrictedPod.User) with
    {
        ShareProcessNamespace = true,
        InitContainers = certificates.InitContainers is [] ? null : [.. certificates.InitContainers],
        Containers =
        [
            Nats(server, image, files, certificates),
            Reloader.Of(files.ProcessId, Watched(server, files), Mounts(certificates)),
            .. certificates.Sidecars,
        ],
        Volumes = [.. ServerPod.Volumes(server, certificates), new() { Name = RuntimeVolume, EmptyDir = new() }],
    };

    private static StatefulSet StatefulSet(Workload server, PodSpec pod)
    {
        var single = ServerPod.StatefulSet(server, pod);
        return single with
        {
            Spec = single.Spec! with
            {
                Replicas = server.Replicas,
                ServiceName = NatsCluster.Is(server) ? NatsCluster.ServiceNameOf(server) : server.Name,
            },
        };
    }

    /// <summary>NATS reads its certificates and users again only when it is told to.</summary>
    private static IEnumerable<string> Watched(Workload server, NatsFiles files) =>
    [
        Configuration,
        files.Tls.Watched,
        files.Tls.TrustBundle,
        // SPIRE's certificate is one for all.
        .. files.Tls.KeyIsWrittenLast ? [] : ClientCertificate.Of(server).Select(client => TlsFiles.ForCalls(server, client.Server.Name).Certificate),
    ];

    private static IReadOnlyList<VolumeMount> Mounts(PodCertificates certificates) =>
        [.. ServerPod.Mounts(NatsFiles.ConfigurationFolder, certificates), new() { Name = RuntimeVolume, MountPath = NatsFiles.RuntimeFolder }];

    private static Container Nats(Workload server, string image, NatsFiles files, PodCertificates certificates) => new()
    {
        Name = "nats",
        Image = image,
        Command = ["nats-server", "--config", Configuration],
        Env = NatsCluster.Is(server)
            ? [new() { Name = NatsConfiguration.NameVariable, ValueFrom = new() { FieldRef = new() { FieldPath = "metadata.name" } } }]
            : null,
        Ports =
        [
            .. ServerPod.Ports(server),
            .. NatsCluster.Is(server) ? [new ContainerPort { Name = "cluster", ContainerPortValue = NatsPorts.Cluster }] : (ContainerPort[])[],
        ],
        StartupProbe = Healthy(files, periodSeconds: 2, failureThreshold: 30),
        ReadinessProbe = Healthy(files, periodSeconds: 10, failureThreshold: 3),
        LivenessProbe = Healthy(files, periodSeconds: 30, failureThreshold: 3),
        Resources = RestrictedPod.Resources("50m", "64Mi", "256Mi"),
        SecurityContext = RestrictedPod.Container,
        VolumeMounts = [.. Mounts(certificates)],
    };

    /// <summary>
    /// Asks the monitoring endpoint from inside the container: a probe of the client port would end in a failed handshake, and in the log, each time.
    /// </summary>
    private static Probe Healthy(NatsFiles files, int periodSeconds, int failureThreshold) => new()
    {
        Exec = new() { Command = ["wget", "-q", "-O", "/dev/null", $"http://127.0.0.1:{files.MonitoringPort}/healthz"] },
        PeriodSeconds = periodSeconds,
        TimeoutSeconds = 5,
        FailureThreshold = failureThreshold,
    };
}
