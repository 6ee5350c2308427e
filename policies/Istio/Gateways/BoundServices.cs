using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio.Gateways;

/// <summary>The VirtualServices that a proxy knows for a gateway, the first before others (<c>VirtualServicesForGateway</c> in <c>pilot/pkg/model/push_context.go</c>).</summary>
internal static class BoundServices
{
    /// <summary>Those that are for the proxy's namespace alone, then those that are exported to it, then those for everybody; each the oldest first.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="proxy">The workload whose proxy asks.</param>
    /// <param name="gateway">The Gateway, <c>namespace/name</c>; null for the mesh.</param>
    public static IReadOnlyList<ConfigObject<VirtualService>> Of(Cluster cluster, Workload proxy, string? gateway) =>
        InOrder([.. cluster.VirtualServices.Where(service => VirtualServiceRouting.IsBound(service, proxy, gateway, cluster.Mesh))], proxy, cluster.Mesh);

    /// <summary>Some that a proxy knows, in the order in which it does.</summary>
    public static IReadOnlyList<ConfigObject<VirtualService>> InOrder(IReadOnlyList<ConfigObject<VirtualService>> services, Workload proxy, MeshSettings mesh) =>
        services.Count < 2 ? services : [.. services.OrderBy(service => Rank(service, proxy, mesh))];

    private static int Rank(ConfigObject<VirtualService> service, Workload proxy, MeshSettings mesh)
    {
        var exports = service.Object.Spec!.ExportTo is { Count: > 0 } stated ? (IReadOnlyList<string>)stated : mesh.DefaultVirtualServiceExportTo;
        var isOwn = service.Namespace == proxy.Namespace;
        return exports.Count > 0 && !exports.Contains("*") ? (isOwn ? 0 : 1)
            : isOwn && IsOfGatewayApi(service) ? 2
            : 3;
    }

    /// <summary>Those of a host of which a sidecar knows the first one alone; routes of the Gateway API of one namespace, for one host and port, are one.</summary>
    public static IReadOnlyList<ConfigObject<VirtualService>> First(IReadOnlyList<ConfigObject<VirtualService>> ordered) =>
        ordered is [var first, _, ..] && IsOfGatewayApi(first)
            ? [.. ordered.Where(service => IsOfGatewayApi(service) && service.Namespace == first.Namespace && service.Object.Metadata.Name == first.Object.Metadata.Name)]
            : [.. ordered.Take(1)];

    /// <summary>Whether it stands for a route of the Gateway API (<c>UseGatewaySemantics</c>).</summary>
    public static bool IsOfGatewayApi(ConfigObject<VirtualService> service) => service.Reference.Kind != nameof(VirtualService);
}
