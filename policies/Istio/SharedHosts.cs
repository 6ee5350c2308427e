using Policies.Model;

namespace Policies.Istio;

/// <summary>
/// Which service a client's proxy knows for a host that several objects state, such as ServiceEntries of several teams
/// (istio: pilot/pkg/model/sidecar.go).
/// </summary>
internal static class SharedHosts
{
    /// <summary>
    /// Of those that the client sees, one of its own namespace, else a Kubernetes Service, else the oldest. ServiceEntries of the chosen namespace that agree
    /// in everything but ports are one service: of these, the one with the port. Null where there is none at all.
    /// </summary>
    /// <param name="candidates">The services of the host, the oldest first.</param>
    /// <param name="client">The client's namespace; null where it is not known.</param>
    /// <param name="mesh">The mesh, for services that do not say who sees them.</param>
    /// <param name="hasPort">Whether a port is the one that is called.</param>
    public static ServiceModel? Choose(IEnumerable<ServiceModel> candidates, string? client, MeshSettings mesh, Func<ServicePort, bool> hasPort)
    {
        List<ServiceModel> all = [.. candidates];
        if (all is [] or [_])
        {
            return all.FirstOrDefault();
        }

        var seen = client is null ? all : all.FindAll(service => Visibility.IsShown(service.ExportTo, mesh.DefaultServiceExportTo, service.Namespace, client));
        var first = (seen.Count > 0 ? seen : all)
            .OrderByDescending(service => service.Namespace == client).ThenByDescending(service => service.Registry is ServiceRegistry.Kubernetes).First();
        return first.Ports.Any(hasPort) ? first : all.Find(service => IsPartOf(first, service) && service.Ports.Any(hasPort)) ?? first;
    }

    private static bool IsPartOf(ServiceModel first, ServiceModel other) =>
        first.Registry is ServiceRegistry.External && other.Registry is ServiceRegistry.External
        && first.Namespace == other.Namespace
        && first.IsPassthrough == other.IsPassthrough
        && first.Labels.Count == other.Labels.Count && other.Labels.Matches(first.Labels)
        && first.ExportTo.ToHashSet(StringComparer.Ordinal).SetEquals(other.ExportTo);
}
