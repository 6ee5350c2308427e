using Components.Intent;
using Manifests;
using Manifests.Apps.V1;
using Manifests.Core.V1;

namespace Components.Workloads;

/// <summary>The objects of a region's plain HTTPS services.</summary>
public static class HttpsManifests
{
    /// <summary>nginx as a user without privileges.</summary>
    public const string Image = "docker.io/nginxinc/nginx-unprivileged:1.28.0-alpine";

    /// <summary>The user of that image, which the application runs as too: one of them signals the other's process.</summary>
    internal const int User = 101;

    private const string RuntimeVolume = "runtime";

    private static readonly string Configuration = $"{HttpsFiles.ConfigurationFolder}/{HttpsConfiguration.FileName}";

    /// <summary>
    /// For each plain HTTPS service of the region its Certificate and configuration, and, where the intent names an image to run, the Deployment of nginx and
    /// that application.
    /// </summary>
    /// <exception cref="ArgumentException">The intent has <see cref="ServerProblems"/>.</exception>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, CertificateLifetime lifetime)
    {
        ServerProblems.ThrowIfAny(intent);
        return [.. intent.Workloads.Where(workload => workload.Kind is ServerKind.Https).SelectMany(server => Server(intent, server, lifetime))];
    }

    private static IEnumerable<KubernetesObject> Server(RegionIntent intent, Workload server, CertificateLifetime lifetime)
    {
        var files = HttpsFiles.InPod with { Tls = TlsFiles.Of(server) };
        if (PodCertificates.NeedsSecrets(server))
        {
            yield return ServerCertificate.Of(intent, server, lifetime);
        }

        yield return ServerPod.Configuration(
            server, new Dictionary<string, string> { [HttpsConfiguration.FileName] = HttpsConfiguration.For(server, files) });
        if (server.Image is { } image)
        {
            yield return Deployment(server, Pod(server, image, files, PodCertificates.Of(intent, server, User, lifetime)));
        }
    }

    private static Deployment Deployment(Workload server, PodSpec pod) => new()
    {
        Metadata = new() { Name = server.Name, Namespace = server.Namespace, Labels = ObjectLabels.Common() },
        Spec = new()
        {
            Replicas = server.Replicas,
            Selector = new() { MatchLabels = new(server.Labels) },
            Template = ServerPod.Template(server, pod),
        },
    };

    private static PodSpec Pod(Workload server, string image, HttpsFiles files, PodCertificates certificates) => ServerPod.Spec(server, User) with
    {
        ShareProcessNamespace = true,
        InitContainers = certificates.InitContainers is [] ? null : [.. certificates.InitContainers],
        Containers =
        [
            Nginx(server, files, certificates),
            Application(server, image),
            Reloader.Of(files.ProcessId, [Configuration, files.Tls.Watched, files.Tls.TrustBundle], Mounts(files, certificates)),
            .. certificates.Sidecars,
        ],
        Volumes = [.. ServerPod.Volumes(server, certificates), new() { Name = RuntimeVolume, EmptyDir = new() }],
    };

    private static IReadOnlyList<VolumeMount> Mounts(HttpsFiles files, PodCertificates certificates) =>
        [.. ServerPod.Mounts(HttpsFiles.ConfigurationFolder, certificates), new() { Name = RuntimeVolume, MountPath = files.RuntimeFolder }];

    /// <summary>Ready when it listens. A probe with a request would need a certificate.</summary>
    private static Container Nginx(Workload server, HttpsFiles files, PodCertificates certificates) => new()
    {
        Name = "nginx",
        Image = Image,
        Command = ["nginx", "-c", Configuration, "-g", "daemon off;"],
        Ports = [.. ServerPod.Ports(server)],
        ReadinessProbe = new() { TcpSocket = new() { Port = server.Ports[0].TargetPort }, PeriodSeconds = 10 },
        Resources = RestrictedPod.Resources("20m", "32Mi", "128Mi"),
        SecurityContext = RestrictedPod.Container,
        VolumeMounts = [.. Mounts(files, certificates)],
    };

    /// <summary>The application, which sees requests of callers that may make them. The network policies keep everyone else off its port.</summary>
    private static Container Application(Workload server, string image) => new()
    {
        Name = server.Name,
        Image = image,
        Resources = RestrictedPod.Resources("10m", "32Mi", "128Mi"),
        SecurityContext = RestrictedPod.Container,
    };
}
