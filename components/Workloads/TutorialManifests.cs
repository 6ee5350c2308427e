using Components.Intent;
using Manifests;
using Manifests.Apps.V1;
using Manifests.Core.V1;

namespace Components.Workloads;

/// <summary>The applications that the program runs itself, so that a newcomer has something to call and something to call it with.</summary>
public static class TutorialManifests
{
    private const string ProcessId = "process-id";

    /// <summary>
    /// A Deployment for each workload of the region that names an image and is no server outside the mesh. One that calls such servers has a certificate
    /// for each of them. Another without ports does nothing by itself: it sleeps, and calls are made from it with <c>kubectl exec</c>.
    /// </summary>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, CertificateLifetime lifetime) =>
    [
        .. from workload in intent.Workloads
           where workload is { Kind: ServerKind.Mesh, Image: not null }
           select Deployment(workload, Certificates(intent, workload, lifetime)),
    ];

    private static PodCertificates? Certificates(RegionIntent intent, Workload workload, CertificateLifetime lifetime) =>
        PodCertificates.AreNeededBy(workload) ? PodCertificates.Of(intent, workload, RestrictedPod.User, lifetime) : null;

    private static Deployment Deployment(Workload workload, PodCertificates? certificates) => new()
    {
        Metadata = new() { Name = workload.Name, Namespace = workload.Namespace, Labels = ObjectLabels.Common() },
        Spec = new()
        {
            Replicas = 1,
            Selector = new() { MatchLabels = new(workload.Labels) },
            Template = new()
            {
                Metadata = new() { Labels = ObjectLabels.With(workload.Labels) },
                Spec = new()
                {
                    ServiceAccountName = workload.ServiceAccount,
                    AutomountServiceAccountToken = false,
                    EnableServiceLinks = false,
                    ShareProcessNamespace = workload.Certificate.Reload is null ? null : true,
                    TerminationGracePeriodSeconds = 5,
                    SecurityContext = RestrictedPod.Pod(RestrictedPod.User),
                    InitContainers = certificates?.InitContainers is [_, ..] copies ? [.. copies] : null,
                    Containers = [Container(workload, certificates), .. Reloaders(workload, certificates), .. certificates?.Sidecars ?? []],
                    Volumes = certificates is null ? null : [.. certificates.Volumes, .. ProcessIdVolume(workload)],
                },
            },
        },
    };

    private static IEnumerable<Volume> ProcessIdVolume(Workload workload) =>
        workload.Certificate.Reload is null ? [] : [new Volume { Name = ProcessId, EmptyDir = new() }];

    private static IEnumerable<VolumeMount> Mounts(Workload workload, PodCertificates? certificates) =>
    [
        .. certificates?.Mounts ?? [],
        .. workload.Certificate.Reload is { } reload
            ? [new VolumeMount { Name = ProcessId, MountPath = reload.ProcessIdFile[..reload.ProcessIdFile.LastIndexOf('/')] }]
            : (VolumeMount[])[],
    ];

    private static IEnumerable<Container> Reloaders(Workload workload, PodCertificates? certificates)
    {
        if (certificates is not null && workload.Certificate.Reload is { } reload)
        {
            var files = ClientCertificate.Of(workload).Select(client => TlsFiles.ForCalls(workload, client.Server.Name)).ToList();
            yield return Reloader.Of(
                reload.ProcessIdFile,
                [.. files.Select(own => own.Certificate), .. files.Select(own => own.TrustBundle).Distinct()],
                Mounts(workload, certificates),
                reload.Signal);
        }
    }

    private static Container Container(Workload workload, PodCertificates? certificates) => new()
    {
        Name = workload.Name,
        Image = workload.Image,
        Command = workload.Ports is [] && certificates is null ? ["sleep", "infinity"] : null,
        Ports = workload.Ports is [] ? null : [.. workload.Ports.Select(Port)],
        ReadinessProbe = workload.Ports is [var first, ..] ? new() { TcpSocket = new() { Port = first.TargetPort } } : null,
        Env = certificates is null ? null : [.. PodCertificates.VariablesOf(workload)],
        Resources = RestrictedPod.Resources("10m", "32Mi", "128Mi"),
        SecurityContext = RestrictedPod.Container,
        VolumeMounts = certificates is null ? null : [.. Mounts(workload, certificates)],
    };

    private static ContainerPort Port(WorkloadPort port) => new() { Name = port.Name, ContainerPortValue = port.TargetPort };
}
