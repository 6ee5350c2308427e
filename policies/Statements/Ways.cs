using Policies.Ambient;
using Policies.Model;
using Policies.Symbolic.Servers;

namespace Policies.Statements;

/// <summary>The ways on which calls come to the ports of a cluster.</summary>
internal sealed class Ways(DestinationPorts ports, Waypoints waypoints)
{
    /// <summary>The ways to a port: the straight one first.</summary>
    /// <param name="port">The port.</param>
    /// <param name="isByEveryService">Whether each service in front of the port is a straight way of its own, since callers' routes and rules may be for one of them; else the first stands for all.</param>
    public IReadOnlyList<Way> To(DestinationPort port, bool isByEveryService = false)
    {
        var services = ports.ServicesOf(port).ToList();
        List<Way> straight =
        [
            .. from entry in services.DefaultIfEmpty().Take(isByEveryService ? int.MaxValue : 1)
               select new Way { Decides = port, Service = entry.Service, ServicePort = entry.Port },
        ];
        if (port.Workload.DataPlane != DataPlane.Ambient)
        {
            return straight;
        }

        List<Way> through =
        [
            .. from entry in services
               let waypoint = waypoints.OfService(entry.Service)
               where waypoint is not null
               from front in ports.Fronts(entry.Service, entry.Port)
               where front.IsHttp == port.IsHttp
               select new Way { Decides = front, Service = entry.Service, ServicePort = entry.Port, Waypoint = waypoint },
        ];
        if (ports.Front(port) is { } own)
        {
            through.Add(new Way { Decides = own, Waypoint = own.Workload });
        }

        IReadOnlyList<Workload> carriers = [.. through.Select(way => way.Waypoint!).Distinct<Workload>(ReferenceEqualityComparer.Instance)];
        return [.. straight.Select(way => way with { Carriers = carriers }), .. through];
    }

    /// <summary>The ways through a port of a waypoint, each with the port that it leads to: that of every endpoint of its service, or of every pod that it stands in front of.</summary>
    public IEnumerable<(DestinationPort Port, Way Way)> Behind(DestinationPort front)
    {
        var targets = front.Service is { } service
            ? service.Endpoints.SelectMany(endpoint => service.Ports.Where(port => port.Number == front.Number), (endpoint, port) => (Endpoint: endpoint, Number: port.TargetOn(endpoint)))
            : front.Cluster.Workloads.Where(workload => ReferenceEquals(waypoints.OfWorkload(workload), front.Workload)).Select(workload => (Endpoint: workload, Number: (int?)front.Number));
        return
            from target in targets
            where target.Endpoint.DataPlane == DataPlane.Ambient && target.Number is not null
            from port in ports.Of(target.Endpoint, [target.Number!.Value])
            where port.Number == target.Number && port.IsHttp == front.IsHttp
            from way in To(port)
            where way.Waypoint is not null && ReferenceEquals(way.Service, front.Service)
            select (port, way);
    }

    /// <summary>Whether a workload's calls come on a way, and on no other.</summary>
    public bool IsTaken(Way way, Workload caller) => way switch
    {
        { Waypoint: null, Service: { } service } => waypoints.OfService(service) is null || !waypoints.IsUsedBy(caller.DataPlane, service),
        { Waypoint: not null, Service: { } service } => waypoints.IsUsedBy(caller.DataPlane, service),
        { Waypoint: not null } => false,
        _ => true,
    };
}
