using System.Diagnostics;
using Components.Intent;
using Components.Mesh;
using Manifests;
using Manifests.Core.V1;
using Manifests.Meta.V1;

namespace Components.Workloads;

/// <summary>What a service is to Kubernetes: the ServiceAccount that its identity is made of, and the Service under which it is called.</summary>
public static class ServiceIdentityManifests
{
    private static readonly PerIntent<IReadOnlyList<KubernetesObject>> Made = new(Make);

    /// <summary>The ServiceAccounts, then the Services of own workloads, then those of destinations in other regions.</summary>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent) => Made.Of(intent);

    private static IReadOnlyList<KubernetesObject> Make(RegionIntent intent) =>
    [
        .. intent.Workloads
            .Where(workload => !workload.AccountByChart)
            .Select(workload => (workload.Namespace, workload.ServiceAccount))
            .Distinct()
            .Select(Account),
        .. intent.Workloads.Where(workload => workload.Ports.Count > 0).Select(Own),
        .. RemoteDestinations.Of(intent).GroupBy(call => (call.Namespace, call.Name)).Select(calls => Elsewhere([.. calls])),
    ];

    /// <summary>Without an API token: the mesh's identity comes from the proxy's own projected token.</summary>
    private static ServiceAccount Account((string Namespace, string Name) account) => new()
    {
        Metadata = Metadata(account.Name, account.Namespace),
        AutomountServiceAccountToken = false,
    };

    private static Service Own(Workload workload) => Service(
        workload.Name,
        workload.Namespace,
        workload.Labels,
        workload.Ports.Select(port => Port(port.Name, port.Port, port.TargetPort, workload.Kind, port.Protocol)));

    private static Service Elsewhere(List<OutboundCall> calls) => Service(
        calls[0].Name,
        calls[0].Namespace,
        calls[0].Labels,
        calls.Select(call => Port(call.PortName, call.Port, call.TargetPort, call.Kind, call.Protocol)));

    private static Service Service(
        string name, string @namespace, IReadOnlyDictionary<string, string> selector, IEnumerable<ServicePort> ports) => new()
        {
            Metadata = Metadata(name, @namespace),
            Spec = new ServiceSpec { Selector = new ValueMap<string>(selector), Ports = [.. ports] },
        };

    private static ServicePort Port(string name, int port, int targetPort, ServerKind kind, PortProtocol protocol) => new()
    {
        Name = name,
        Port = port,
        TargetPort = targetPort,
        Protocol = "TCP",
        AppProtocol = AppProtocol(kind, protocol),
    };

    /// <summary>
    /// Istio's protocol selection, stated so that nothing is sniffed. NATS and PostgreSQL upgrade to TLS inside their own protocol, the server
    /// speaking first: a proxy that waited for a TLS hello would wait forever, so to it they are TCP.
    /// </summary>
    private static string AppProtocol(ServerKind kind, PortProtocol protocol) => (kind, protocol) switch
    {
        (ServerKind.Https, _) => "https",
        (not ServerKind.Mesh, _) => "tcp",
        (_, PortProtocol.Http) => "http",
        (_, PortProtocol.Http2) => "http2",
        (_, PortProtocol.Grpc) => "grpc",
        (_, PortProtocol.Tcp) => "tcp",
        (_, PortProtocol.Tls) => "tls",
        _ => throw new UnreachableException(),
    };

    private static ObjectMeta Metadata(string name, string @namespace) =>
        new() { Name = name, Namespace = @namespace, Labels = ObjectLabels.Common() };
}
