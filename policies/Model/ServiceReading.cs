using System.Globalization;
using Manifests.Core.V1;
using Manifests.Istio.Networking.V1;

namespace Policies.Model;

/// <summary>What Kubernetes Services and ServiceEntries mean: hosts, ports and what answers.</summary>
internal sealed class ServiceReading(MeshSettings mesh, IReadOnlyList<Workload> workloads)
{
    private readonly WorkloadIndex _workloads = new(workloads);

    internal ServiceModel Kubernetes(ConfigObject<Service> service)
    {
        var spec = service.Object.Spec;
        return new ServiceModel
        {
            Name = service.Name,
            Namespace = service.Namespace,
            Host = ObjectNames.ServiceHost(service.Name, service.Namespace, mesh.ClusterDomain),
            Labels = service.Object.Metadata.Labels ?? [],
            Ports = [.. (spec?.Ports ?? []).Select(Port)],
            Endpoints = spec?.Selector is { Count: > 0 } selector
                ? _workloads.Select(service.Namespace, selector)
                : [],
            IsHeadless = spec?.ClusterIP == "None",
            IsMeshExternal = spec?.Type == "ExternalName",
            AliasOf = spec?.Type == "ExternalName" && spec.ExternalName is { Length: > 0 } name ? name.TrimEnd('.') : null,
            ExportTo = ExportTo(service.Object.Metadata.Annotations),
            Addresses = spec?.ClusterIP is null or "None" or "" ? [] : [.. (spec.ClusterIPs ?? [spec.ClusterIP])],
            Created = service.Created,
            Reference = service.Reference,
            Source = service.Source,
        };
    }

    internal IEnumerable<ServiceModel> Entry(ConfigObject<ServiceEntry> entry)
    {
        var spec = entry.Object.Spec;
        IReadOnlyList<Workload> endpoints = spec.WorkloadSelector is { } selector
            ? _workloads.Select(entry.Namespace, selector.Labels)
            : [.. (spec.Endpoints ?? []).Select((endpoint, index) => Endpoint(entry, endpoint, index))];
        return spec.Hosts.Select(host => new ServiceModel
        {
            Name = entry.Name,
            Namespace = entry.Namespace,
            Host = host,
            Registry = ServiceRegistry.External,
            Labels = entry.Object.Metadata.Labels ?? [],
            Ports = [.. (spec.Ports ?? []).Select(Port)],
            Endpoints = endpoints,
            IsMeshExternal = spec.Location is null or ServiceEntryLocation.MeshExternal,
            IsPassthrough = spec.Resolution is null or ServiceEntryResolution.None,
            SubjectAltNames = spec.SubjectAltNames ?? [],
            ExportTo = spec.ExportTo ?? [],
            Addresses = spec.Addresses ?? [],
            Created = entry.Created,
            Reference = entry.Reference,
            Source = entry.Source,
        });
    }

    /// <summary>A machine outside of Kubernetes.</summary>
    internal static Workload Machine(ConfigObject<WorkloadEntry> entry, MeshSettings mesh) => Machine(
        new Workload
        {
            Name = entry.Name,
            Namespace = entry.Namespace,
            Region = entry.Reference.Region,
            Kind = entry.Object.Kind,
            Labels = entry.Object.Spec.Labels ?? entry.Object.Metadata.Labels ?? [],
            Ip = entry.Object.Spec.Address,
            DataPlane = DataPlane.None,
            Ports = Ports(entry.Object.Spec.Ports),
            Reference = entry.Reference,
            Source = entry.Source,
        },
        entry.Object.Spec.ServiceAccount,
        mesh);

    /// <summary>Istio takes an endpoint to have a proxy where its label says so, else where it has a service account.</summary>
    private static Workload Machine(Workload machine, string? account, MeshSettings mesh)
    {
        var mode = machine.Labels.GetValueOrDefault(WellKnownLabels.TlsMode);
        var hasProxy = mode is null ? !string.IsNullOrEmpty(account) : mode == "istio";
        var name = string.IsNullOrEmpty(account) ? ObjectNames.DefaultServiceAccount : account;
        return machine with
        {
            ServiceAccount = name,
            DataPlane = hasProxy ? DataPlane.Sidecar : DataPlane.None,
            Identity = hasProxy ? ObjectNames.Identity(mesh.TrustDomain, machine.Namespace, name) : null,
        };
    }

    private Workload Endpoint(ConfigObject<ServiceEntry> entry, ServiceEntryEndpoint endpoint, int index) => Machine(
        new Workload
        {
            Name = $"{entry.Name}[{index.ToString(CultureInfo.InvariantCulture)}]",
            Namespace = entry.Namespace,
            Region = entry.Reference.Region,
            Kind = entry.Object.Kind,
            Labels = endpoint.Labels ?? [],
            Ip = endpoint.Address,
            DataPlane = DataPlane.None,
            Ports = Ports(endpoint.Ports),
            Reference = entry.Reference,
            Source = entry.Source,
        },
        endpoint.ServiceAccount,
        mesh);

    private static IReadOnlyList<WorkloadPort> Ports(IEnumerable<KeyValuePair<string, long>>? ports) =>
        [.. (ports ?? []).Where(port => port.Value is > 0 and < 65536).Select(port => new WorkloadPort((int)port.Value, port.Key))];

    private static ServicePort Port(Manifests.Core.V1.ServicePort port) => new()
    {
        Number = port.Port,
        Name = port.Name,
        Target = port.TargetPort is { } target ? (int?)target.Number : port.Port,
        TargetName = port.TargetPort?.Text,
        Protocol = PortProtocols.OfServicePort(port.Port, port.Name, port.Protocol, port.AppProtocol),
    };

    private static ServicePort Port(ServiceEntryPort port) => new()
    {
        Number = (int)port.Number,
        Name = port.Name,
        Target = (int)(port.TargetPort ?? port.Number),
        Protocol = PortProtocols.Parse(port.Protocol) ?? PortProtocol.Auto,
    };

    private static IReadOnlyList<string> ExportTo(IReadOnlyDictionary<string, string>? annotations) =>
        annotations?.GetValueOrDefault("networking.istio.io/exportTo") is { } text
            ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [];
}
