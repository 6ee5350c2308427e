using Policies.Istio;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>Which services a client's proxy knows: those that are exported to its namespace, and that its Sidecar lists or a route of it leads to.</summary>
internal static class EgressScope
{
    /// <summary>Whether the proxy knows the service of a call on the port that is called.</summary>
    internal static bool Sees(ClusterIndex cluster, Workload client, ServiceModel service, Call call) =>
        IsExported(cluster.Cluster.Mesh, client, service)
        && (call.IsRouted || cluster.EgressOf(client)?.Include(service, call.ServicePort ?? call.Port, client.Namespace) != false);

    /// <summary>Whether the proxy knows a service on any port.</summary>
    internal static bool Sees(ClusterIndex cluster, Workload client, ServiceModel service) =>
        IsExported(cluster.Cluster.Mesh, client, service) && cluster.EgressOf(client)?.Include(service, client.Namespace) != false;

    private static bool IsExported(MeshSettings mesh, Workload client, ServiceModel service) =>
        Visibility.IsShown(service.ExportTo, mesh.DefaultServiceExportTo, service.Namespace, client.Namespace);
}
