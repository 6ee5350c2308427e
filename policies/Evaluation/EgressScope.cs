using Policies.Istio;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>Which services a client's proxy knows: those that are exported to its namespace, and that its Sidecar lists.</summary>
internal static class EgressScope
{
    internal static bool Sees(ClusterIndex cluster, Workload client, ServiceModel service) =>
        IsExported(cluster.Cluster.Mesh, client, service) && IsListed(cluster, client, service);

    private static bool IsExported(MeshSettings mesh, Workload client, ServiceModel service)
    {
        var exportTo = service.ExportTo.Count > 0 ? service.ExportTo : mesh.DefaultServiceExportTo;
        return exportTo.Count == 0
            || exportTo.Any(name => name == "*" || name == client.Namespace || (name == "." && client.Namespace == service.Namespace));
    }

    private static bool IsListed(ClusterIndex cluster, Workload client, ServiceModel service)
    {
        if (cluster.SidecarOf(client)?.Object.Spec?.Egress is not { Count: > 0 } egress)
        {
            return true;
        }

        return egress.SelectMany(entry => entry.Hosts).Any(text =>
        {
            var slash = text.IndexOf('/', StringComparison.Ordinal);
            var place = slash < 0 ? "*" : text[..slash];
            return (place == "*" || place == service.Namespace || (place == "." && service.Namespace == client.Namespace))
                && HostNames.IsWithin(service.Host, text[(slash + 1)..]);
        });
    }
}
