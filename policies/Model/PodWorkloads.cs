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
    /// <summary>The places of the sorts of pods that have been seen of a template.</summary>
    private readonly Dictionary<int, List<int>> _sorts = [];

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

    /// <summary>
    /// A dump has the pods beside what made them: those tell their addresses and proxies. The pods of one template may differ, such as those that are older than
    /// the namespace's label; then each sort is a workload of its own.
    /// </summary>
    private void AddPod(List<Workload> workloads, ConfigObject<Pod> pod)
    {
        var address = pod.Object.Status?.PodIP;
        if (OwnerOf(workloads, pod) is not { } template)
        {
            workloads.Add(Workload(pod, pod.Object.Metadata, pod.Object.Spec) with { Ip = address });
            return;
        }

        if (pod.Object.Status?.Phase is "Succeeded" or "Failed")
        {
            return;
        }

        var sorts = _sorts.TryGetValue(template, out var known) ? known : _sorts[template] = [];
        var seen = Seen(workloads[template], pod);
        var same = sorts.FindIndex(sort => workloads[sort].DataPlane == seen.DataPlane && Alike(workloads[sort].Interception, seen.Interception));
        if (same >= 0)
        {
            workloads[sorts[same]] = With(workloads[sorts[same]], address);
        }
        else if (sorts.Count == 0)
        {
            sorts.Add(template);
            workloads[template] = seen with { Ip = address };
        }
        else
        {
            sorts.Add(workloads.Count);
            workloads.Add(seen with { Ip = address, Kind = pod.Object.Kind, Reference = pod.Reference, Source = pod.Source });
        }
    }

    /// <summary>The template that a pod was made from: of several whose labels it has, the one with the most.</summary>
    private static int? OwnerOf(List<Workload> workloads, ConfigObject<Pod> pod)
    {
        if (pod.Object.Metadata.OwnerReferences is not { Count: > 0 })
        {
            return null;
        }

        var labels = pod.Object.Metadata.Labels ?? [];
        int? owner = null;
        for (var index = 0; index < workloads.Count; index++)
        {
            var workload = workloads[index];
            if (workload.Namespace == pod.Namespace && workload.Kind != pod.Object.Kind && workload.Labels.Count > 0
                && (owner is null || workload.Labels.Count > workloads[owner.Value].Labels.Count)
                && WithoutInjected(workload.Labels).Matches(labels))
            {
                owner = index;
            }
        }

        return owner;
    }

    /// <summary>The template as a pod has it.</summary>
    private Workload Seen(Workload template, ConfigObject<Pod> pod)
    {
        var made = Workload(pod, pod.Object.Metadata, pod.Object.Spec);
        var labels = WithoutInjected(template.Labels);
        if (made.Labels.TryGetValue(WellKnownLabels.TlsMode, out var mode))
        {
            labels[WellKnownLabels.TlsMode] = mode;
        }

        return template with
        {
            Labels = labels,
            Certificates = made.Certificates ?? (pod.Object.Metadata.Annotations is null ? template.Certificates : null),
            DataPlane = made.DataPlane,
            Identity = made.Identity is null ? null : ObjectNames.Identity(mesh.TrustDomain, template.Namespace, template.ServiceAccount),
            Interception = pod.Object.Metadata.Annotations is null && made.DataPlane == template.DataPlane ? template.Interception : made.Interception,
        };
    }

    private static bool Alike(Interception? one, Interception? other) => ReferenceEquals(one, other) || Text(one) == Text(other);

    private static string Text(Interception? interception) => interception is null
        ? ""
        : $"{string.Join(',', interception.Only ?? [-1])};{string.Join(',', interception.PassedBy)};{string.Join(',', interception.OutboundPassedBy)};{interception.OutboundByAddress}";

    private static Workload With(Workload sort, string? address) => address is null || address == sort.Ip || sort.FurtherIps.Contains(address, StringComparer.Ordinal) ? sort
        : sort.Ip is null ? sort with { Ip = address }
        : sort with { FurtherIps = [.. sort.FurtherIps, address] };

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
        var plane = injection.OfPod(made.Namespace, metadata, spec, runs: made.Object is Pod { Status.Phase: "Running" });
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
            Interception = Interception.Of(plane, metadata?.Annotations ?? [], mesh),
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
