using Policies.Ambient;
using Policies.Model;
using Policies.Network;

namespace Policies.Symbolic.Servers;

/// <summary>
/// The ports at which waypoints decide: those of the services that they stand in front of, as clients call them, and those of workloads that are called
/// by their own address.
/// </summary>
internal sealed class WaypointPorts
{
    private static readonly bool[] BothKinds = [true, false];

    private readonly Cluster _cluster;
    private readonly ServerPolicies _policies;

    /// <summary>Reads a cluster.</summary>
    public WaypointPorts(Cluster cluster, ServerPolicies policies)
    {
        _cluster = cluster;
        _policies = policies;
    }

    private Waypoints Waypoints => _policies.Waypoints;

    private ILookup<Workload, Workload> Pods => field ??= _cluster.Workloads
        .Where(workload => workload.DataPlane == DataPlane.Ambient)
        .Select(workload => (workload, Waypoint: Waypoints.OfWorkload(workload)))
        .Where(entry => entry.Waypoint is not null)
        .ToLookup(entry => entry.Waypoint!, entry => entry.workload, (IEqualityComparer<Workload>)ReferenceEqualityComparer.Instance);

    /// <summary>All ports of a waypoint.</summary>
    public IEnumerable<DestinationPort> Of(Workload waypoint) => Waypoints.ServicesBehind(waypoint)
        .SelectMany(service => service.Ports, (service, port) => Ports(waypoint, service, port))
        .SelectMany(ports => ports)
        .Concat(
            from number in Pods[waypoint].SelectMany(pod => pod.Ports).Where(port => port.Protocol is NetworkProtocol.Tcp).Select(port => port.Number).Distinct().Order()
            from isHttp in BothKinds
            select Port(waypoint, null, number, isHttp, null));

    /// <summary>The ports of a service's waypoint for calls to one of its ports: two where nobody declares what it speaks.</summary>
    public IEnumerable<DestinationPort> Of(ServiceModel service, ServicePort port) =>
        Waypoints.OfService(service) is { } waypoint ? Ports(waypoint, service, port) : [];

    /// <summary>The port of the waypoint through which calls to a pod's own address come; null where they come directly.</summary>
    public DestinationPort? OfPod(DestinationPort port) =>
        Waypoints.OfWorkload(port.Workload) is { } waypoint ? Port(waypoint, null, port.Number, port.IsHttp, null) : null;

    private IEnumerable<DestinationPort> Ports(Workload waypoint, ServiceModel service, ServicePort port)
    {
        if (port.Protocol is PortProtocol.Auto || port.Protocol.IsHttp())
        {
            yield return Port(waypoint, service, port.Number, isHttp: true, port);
        }

        if (port.Protocol is PortProtocol.Auto || !port.Protocol.IsHttp())
        {
            yield return Port(waypoint, service, port.Number, isHttp: false, port);
        }
    }

    private DestinationPort Port(Workload waypoint, ServiceModel? service, int number, bool isHttp, ServicePort? port) => new()
    {
        Cluster = _cluster,
        Workload = waypoint,
        Service = service,
        Number = number,
        IsDeclared = true,
        IsHttp = isHttp,
        Protocol = port?.Protocol ?? PortProtocol.Auto,
        Name = port?.Name,
    };
}
