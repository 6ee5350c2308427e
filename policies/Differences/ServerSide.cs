using Policies.Model;
using Policies.Symbolic.Networks;
using Policies.Symbolic.Servers;

namespace Policies.Differences;

/// <summary>The ports of a fleet, and what decides at each of them.</summary>
internal sealed class ServerSide
{
    private readonly IReadOnlyList<(Cluster Cluster, ServerPolicies Servers, NetworkPolicies Network, DestinationPorts Ports)> _clusters;
    private readonly Dictionary<Cluster, int> _positions = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads a fleet.</summary>
    public ServerSide(Fleet fleet)
    {
        _clusters =
        [
            .. from cluster in fleet.Clusters
               let servers = new ServerPolicies(cluster)
               select (cluster, servers, new NetworkPolicies(cluster), new DestinationPorts(cluster, servers)),
        ];
        for (var position = 0; position < _clusters.Count; position++)
        {
            _positions.Add(_clusters[position].Cluster, position);
        }
    }

    /// <summary>The ports that the fleet tells apart: those that somebody declares, and those that policies name.</summary>
    public IEnumerable<((string? Region, string Namespace, string Name) Workload, int Port)> Numbers() =>
        from entry in _clusters
        from workload in entry.Cluster.Workloads
        from number in entry.Ports.Of(workload, []).Where(port => port.IsDeclared).Select(port => port.Number).Concat(entry.Servers.PortsNamed(workload))
        select (NameOf(entry.Cluster, workload), number);

    /// <summary>The ports, and one that stands for those that neither fleet tells apart.</summary>
    /// <param name="numbers">The ports that either fleet tells apart.</param>
    public Dictionary<DestinationKey, DestinationPort> Ports(ILookup<(string? Region, string Namespace, string Name), int> numbers)
    {
        var ports = new Dictionary<DestinationKey, DestinationPort>();
        foreach (var entry in _clusters)
        {
            foreach (var workload in entry.Cluster.Workloads)
            {
                foreach (var port in entry.Ports.Of(workload, numbers[NameOf(entry.Cluster, workload)]))
                {
                    ports.TryAdd(DestinationKey.Of(port), port);
                }
            }
        }

        return ports;
    }

    /// <summary>What decides about calls that have reached a port.</summary>
    public PortPolicy PolicyOf(DestinationPort port) => _clusters[_positions[port.Cluster]].Servers.At(port);

    /// <summary>What the network does with connections to a port's pod, or from it.</summary>
    public PodIsolation IsolationOf(DestinationPort port, Direction direction) => _clusters[_positions[port.Cluster]].Network.Of(Pod.Of(port.Workload), direction);

    private static (string? Region, string Namespace, string Name) NameOf(Cluster cluster, Workload workload) =>
        (cluster.Region, workload.Namespace, workload.Name);
}
