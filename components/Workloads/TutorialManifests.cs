using Components.Intent;
using Manifests;
using Manifests.Apps.V1;
using Manifests.Core.V1;

namespace Components.Workloads;

/// <summary>The applications that the program runs itself, so that a newcomer has something to call and something to call it with.</summary>
public static class TutorialManifests
{
    /// <summary>
    /// A Deployment for each workload of the region that names an image and is no NATS or PostgreSQL server. One without ports serves nothing: it
    /// sleeps, and calls are made from it with <c>kubectl exec</c>.
    /// </summary>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent) =>
    [
        .. from workload in intent.Workloads
           where workload is { Kind: ServerKind.Mesh, Image: not null }
           select Deployment(workload),
    ];

    private static Deployment Deployment(Workload workload) => new()
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
                    TerminationGracePeriodSeconds = 5,
                    SecurityContext = RestrictedPod.Pod(RestrictedPod.User),
                    Containers = [Container(workload)],
                },
            },
        },
    };

    private static Container Container(Workload workload) => new()
    {
        Name = workload.Name,
        Image = workload.Image,
        Command = workload.Ports is [] ? ["sleep", "infinity"] : null,
        Ports = workload.Ports is [] ? null : [.. workload.Ports.Select(Port)],
        ReadinessProbe = workload.Ports is [var first, ..] ? new() { TcpSocket = new() { Port = first.TargetPort } } : null,
        Resources = RestrictedPod.Resources("10m", "32Mi", "128Mi"),
        SecurityContext = RestrictedPod.Container,
    };

    private static ContainerPort Port(WorkloadPort port) => new() { Name = port.Name, ContainerPortValue = port.TargetPort };
}
