using Manifests.Istio.Networking.V1;
using Policies.Ambient;
using Policies.Istio;
using Policies.Istio.Gateways;
using Policies.Model;

namespace Policies.Modelling;

/// <summary>
/// Calls that a waypoint's routes lead to other services than the one that is called. Proofs do not follow them, so nothing is certain at either of the two: what
/// is allowed at the one may not arrive there, and at the other calls arrive that were never made to it.
/// </summary>
internal sealed class LedCalls
{
    private readonly Dictionary<ServiceModel, ConfigObject<VirtualService>> _away = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Workload, ConfigObject<VirtualService>> _arriving = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads a cluster.</summary>
    public LedCalls(Cluster cluster)
    {
        var waypoints = cluster.VirtualServices.Count == 0 ? [] : cluster.Workloads.Where(workload => workload.DataPlane is DataPlane.Waypoint).ToList();
        var behind = waypoints.Count == 0 ? null : Waypoints.Of(cluster);
        foreach (var waypoint in waypoints)
        {
            foreach (var service in behind!.ServicesBehind(waypoint))
            {
                foreach (var routes in BoundServices.Of(cluster, waypoint, null).Where(routes => VirtualServiceRouting.IsAtWaypoint(routes, waypoint, service, cluster.Mesh)))
                {
                    Add(cluster, service, routes);
                }
            }
        }
    }

    /// <summary>The object that leads calls elsewhere that are made to a service, or to a workload that were made to other services; null for none.</summary>
    /// <param name="server">The waypoint of the service, or the workload.</param>
    /// <param name="service">The service that the waypoint is called for; null for workloads.</param>
    public ConfigObject<VirtualService>? Of(Workload server, ServiceModel? service) =>
        server.DataPlane is not DataPlane.Waypoint ? _arriving.GetValueOrDefault(server)
        : service is null ? null
        : _away.GetValueOrDefault(service);

    private void Add(Cluster cluster, ServiceModel service, ConfigObject<VirtualService> routes)
    {
        var elsewhere = Hosts(routes.Object.Spec!)
            .Select(host => HostNames.Resolve(host, routes.Namespace, cluster.Mesh.ClusterDomain))
            .Where(host => host != service.Host)
            .ToHashSet(StringComparer.Ordinal);
        if (elsewhere.Count > 0)
        {
            _away.TryAdd(service, routes);
        }

        foreach (var endpoint in cluster.Services.Where(other => elsewhere.Contains(other.Host)).SelectMany(other => other.Endpoints))
        {
            _arriving.TryAdd(endpoint, routes);
        }
    }

    /// <summary>The hosts to which routes lead, copies of requests too.</summary>
    private static IEnumerable<string> Hosts(VirtualServiceSpec spec) =>
        (spec.Http ?? []).SelectMany(route => (route.Route ?? []).Select(end => end.Destination?.Host)
                .Append(route.Mirror?.Host)
                .Concat((route.Mirrors ?? []).Select(copy => copy.Destination?.Host)))
            .Concat((spec.Tcp ?? []).SelectMany(route => (route.Route ?? []).Select(end => end.Destination?.Host)))
            .Concat((spec.Tls ?? []).SelectMany(route => (route.Route ?? []).Select(end => end.Destination?.Host)))
            .OfType<string>();
}
