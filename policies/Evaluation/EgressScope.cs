using Policies.Model;

namespace Policies.Evaluation;

/// <summary>Which services a client's proxy knows: those that are exported to its namespace, and that its Sidecar lists.</summary>
internal static class EgressScope
{
    internal static bool Sees(ClusterIndex cluster, Workload client, ServiceModel service) =>
        IsExported(cluster.Cluster.Mesh, client, service) && cluster.EgressOf(client)?.Include(service, client.Namespace) != false;

    private static bool IsExported(MeshSettings mesh, Workload client, ServiceModel service)
    {
        var exportTo = service.ExportTo.Count > 0 ? service.ExportTo : mesh.DefaultServiceExportTo;
        return exportTo.Count == 0
            || exportTo.Any(name => name == "*" || name == client.Namespace || (name == "." && client.Namespace == service.Namespace));
    }
}
