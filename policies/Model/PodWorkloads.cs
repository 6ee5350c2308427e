using Manifests;
using Manifests.Apps.V1;
using Manifests.Batch.V1;
using Manifests.Core.V1;
using Manifests.Meta.V1;
using Policies.Network;

namespace Policies.Model;

/// <summary>Workloads from the objects that make pods.</summary>
internal sealed class PodWorkloads(ConfigObjects objects, MeshSettings mesh, Injection injection)
{
    internal List<Workload> Read()
    {
        var workloads = new List<Workload>();
        Add<Deployment>(workloads, record => record.Spec?.Template);
        Add<StatefulSet>(workloads, record => record.Spec?.Template);
        Add<DaemonSet>(workloads, record => record.Spec?.Template);
        Add<Job>(workloads, record => record.Spec?.Template);
        Add<CronJob>(workloads, record => record.Spec?.JobTemplate.Spec?.Template);
        foreach (var pod in objects.Of<Pod>())
        {
            AddPod(workloads, pod);
        }

        return workloads;
    }

    /// <summary>A dump has the pods beside what made them: those only tell their address.</summary>
    private void AddPod(List<Workload> workloads, ConfigObject<Pod> pod)
    {
        var labels = pod.Object.Metadata.Labels ?? [];
        var owner = pod.Object.Metadata.OwnerReferences is { Count: > 0 }
            ? workloads.FindIndex(workload => workload.Namespace == pod.Namespace && workload.Kind != pod.Object.Kind && workload.Labels.Count > 0
                && WithoutInjected(workload.Labels).Matches(labels))
            : -1;
        var address = pod.Object.Status?.PodIP;
        if (owner >= 0)
        {
            var known = pod.Object.Metadata.Annotations ?? workloads[owner].Annotations;
            workloads[owner] = workloads[owner] with
            {
                Certificates = ProxyMetadata.Certificates(known, pod.Object.Spec, mesh) ?? workloads[owner].Certificates,
                Ip = workloads[owner].Ip ?? address,
                DataPlane = injection.OfPod(pod.Namespace, pod.Object.Metadata, pod.Object.Spec),
            };
            return;
        }

        workloads.Add(Workload(pod, pod.Object.Metadata, pod.Object.Spec) with { Ip = address });
    }

    private static Dictionary<string, string> WithoutInjected(IReadOnlyDictionary<string, string> labels) =>
        labels.Where(label => label.Key != WellKnownLabels.TlsMode).ToDictionary(StringComparer.Ordinal);

    private void Add<T>(List<Workload> workloads, Func<T, PodTemplateSpec?> template)
        where T : KubernetesObject
    {
        foreach (var made in objects.Of<T>())
        {
            var pod = template(made.Object);
            workloads.Add(Workload(made, pod?.Metadata, pod?.Spec));
        }
    }

    private Workload Workload<T>(ConfigObject<T> made, ObjectMeta? metadata, PodSpec? spec)
        where T : KubernetesObject
    {
        var account = spec?.ServiceAccountName ?? spec?.ServiceAccount ?? ObjectNames.DefaultServiceAccount;
        var plane = injection.OfPod(made.Namespace, metadata, spec);
        var labels = new Dictionary<string, string>(metadata?.Labels ?? [], StringComparer.Ordinal);
        if (plane is DataPlane.Sidecar)
        {
            labels.TryAdd(WellKnownLabels.TlsMode, "istio");
        }

        return new Workload
        {
            Name = made.Name,
            Namespace = made.Namespace,
            Region = made.Reference.Region,
            Kind = made.Object.Kind,
            Labels = labels,
            Annotations = metadata?.Annotations ?? [],
            ServiceAccount = account,
            Identity = plane is DataPlane.None or DataPlane.Linkerd ? null : ObjectNames.Identity(mesh.TrustDomain, made.Namespace, account),
            Certificates = plane is DataPlane.Sidecar or DataPlane.Gateway or DataPlane.Waypoint ? ProxyMetadata.Certificates(metadata?.Annotations, spec, mesh) : null,
            DataPlane = plane,
            Ports = Ports(spec),
            Probes = HttpProbes.Of(spec),
            IsHostNetwork = spec?.HostNetwork ?? false,
            Reference = made.Reference,
            Source = made.Source,
        };
    }

    private static IReadOnlyList<WorkloadPort> Ports(PodSpec? spec) =>
    [
        .. (spec?.InitContainers ?? []).Concat(spec?.Containers ?? [])
            .Where(container => container.Name != Injection.ProxyContainer)
            .SelectMany(container => container.Ports ?? [])
            .Select(port => new WorkloadPort(port.ContainerPortValue, port.Name, NetworkProtocols.Parse(port.Protocol))),
    ];
}
