using Policies.Model;
using Policies.Network;

namespace Policies.Symbolic.Servers;

/// <summary>The ports of a cluster's workloads that have to be told apart.</summary>
internal sealed class DestinationPorts
{
    private readonly Cluster _cluster;
    private readonly ServerPolicies _policies;
    private readonly WaypointPorts _waypoints;
    private readonly ILookup<Workload, (int Port, ServiceModel Service, ServicePort ServicePort)> _services;

    /// <summary>Reads a cluster.</summary>
    public DestinationPorts(Cluster cluster, ServerPolicies policies)
    {
        _cluster = cluster;
        _policies = policies;
        _waypoints = new WaypointPorts(cluster, policies);
        _services = (
            from service in cluster.Services
            from endpoint in service.Endpoints
            from port in service.Ports
            let target = port.TargetOn(endpoint)
            where target is not null
            select (endpoint, target.Value, service, port)).ToLookup(entry => entry.endpoint, entry => (entry.Value, entry.service, entry.port), (IEqualityComparer<Workload>)ReferenceEqualityComparer.Instance);
    }

    /// <summary>
    /// The ports that a Service leads to, that the pod declares, that policies name, further ones, and one that stands for all others. A port whose
    /// protocol nobody declares takes requests and other connections, so it is there twice.
    /// </summary>
    public IEnumerable<DestinationPort> Of(Workload workload, IEnumerable<int> further) =>
        workload.DataPlane == DataPlane.Waypoint ? _waypoints.Of(workload) : OfPods(workload, further);

    /// <summary>The services that lead to a port of a workload, each with its own.</summary>
    public IEnumerable<(ServiceModel Service, ServicePort Port)> ServicesOf(DestinationPort port) =>
        _services[port.Workload].Where(entry => entry.Port == port.Number).Select(entry => (entry.Service, entry.ServicePort));

    /// <summary>The ports of a service's waypoint for calls to one of its ports; none where it has no waypoint.</summary>
    public IEnumerable<DestinationPort> Fronts(ServiceModel service, ServicePort port) => _waypoints.Of(service, port);

    /// <summary>The port of the waypoint through which calls to a pod's own address come; null where they come directly.</summary>
    public DestinationPort? Front(DestinationPort port) => _waypoints.OfPod(port);

    private IEnumerable<DestinationPort> OfPods(Workload workload, IEnumerable<int> further)
    {
        var services = _services[workload];
        foreach (var number in Numbers(workload, services, further))
        {
            var called = services.FirstOrDefault(entry => entry.Port == number).ServicePort;
            // What a gateway's port speaks, its Gateways say: behind TLS that ends there are requests.
            var service = workload.DataPlane == DataPlane.Gateway ? null : called;
            var isDeclared = called is not null || workload.Ports.Any(port => port.Number == number && port.Protocol is NetworkProtocol.Tcp);
            var protocol = _policies.ProtocolOf(workload, number, service?.Protocol ?? PortProtocol.Auto);
            if (protocol is PortProtocol.Auto || protocol.IsHttp())
            {
                yield return Port(workload, number, isDeclared, isHttp: true, service);
            }

            if (!protocol.IsHttp())
            {
                yield return Port(workload, number, isDeclared, isHttp: false, service);
            }
        }
    }

    /// <summary>The numbers in their order: those that somebody names, and one more for all others.</summary>
    private List<int> Numbers(Workload workload, IEnumerable<(int Port, ServiceModel Service, ServicePort ServicePort)> services, IEnumerable<int> further)
    {
        var numbers = new List<int>();
        foreach (var number in further)
        {
            Add(numbers, number);
        }

        foreach (var (number, _, _) in services)
        {
            Add(numbers, number);
        }

        foreach (var port in workload.Ports)
        {
            if (port.Protocol is NetworkProtocol.Tcp)
            {
                Add(numbers, port.Number);
            }
        }

        foreach (var number in _policies.PortsNamed(workload))
        {
            Add(numbers, number);
        }

        foreach (var number in workload.Interception?.PassedBy.Except(Interception.OfSidecar.PassedBy) ?? [])
        {
            Add(numbers, number);
        }

        var other = 1;
        while (other < ushort.MaxValue && (numbers.Contains(other) || !_policies.IsUnnamed(workload, other)))
        {
            other++;
        }

        Add(numbers, other);
        numbers.Sort();
        return numbers;
    }

    /// <summary>A workload has a handful of ports, and a search among those costs less than a set.</summary>
    private static void Add(List<int> numbers, int number)
    {
        if (!numbers.Contains(number))
        {
            numbers.Add(number);
        }
    }

    private DestinationPort Port(Workload workload, int number, bool isDeclared, bool isHttp, ServicePort? service) => new()
    {
        Cluster = _cluster,
        Workload = workload,
        Number = number,
        IsDeclared = isDeclared,
        IsHttp = isHttp,
        Protocol = service?.Protocol ?? PortProtocol.Auto,
        Name = service?.Name,
    };
}
