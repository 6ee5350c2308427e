using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Networks;
using Policies.Symbolic.Servers;

namespace Policies.Differences;

/// <summary>The ports of a fleet, and what decides at each of them.</summary>
internal sealed class ServerSide(Fleet fleet)
{
    private readonly Dictionary<Cluster, NetworkPolicies> _networks = new(
        fleet.Clusters.Select(cluster => KeyValuePair.Create(cluster, new NetworkPolicies(cluster, new PeerTests()))), ReferenceEqualityComparer.Instance);

    /// <summary>The fleet's servers.</summary>
    public FleetAccess Access { get; } = new(fleet);

    /// <summary>The ports that the fleet tells apart: those that somebody declares, and those that policies name.</summary>
    public IEnumerable<((string? Region, string Namespace, string Name) Workload, int Port)> Numbers() =>
        from cluster in fleet.Clusters
        from workload in cluster.Workloads
        from number in Access.PortsOf(cluster, workload, []).Where(port => port.IsDeclared).Select(port => port.Number).Concat(Access.PortsNamed(cluster, workload))
        select (NameOf(cluster, workload), number);

    /// <summary>The ports, and one that stands for those that neither fleet tells apart.</summary>
    /// <param name="numbers">The ports that either fleet tells apart.</param>
    public Dictionary<DestinationKey, DestinationPort> Ports(ILookup<(string? Region, string Namespace, string Name), int> numbers)
    {
        var ports = new Dictionary<DestinationKey, DestinationPort>();
        foreach (var cluster in fleet.Clusters)
        {
            foreach (var workload in cluster.Workloads)
            {
                foreach (var port in Access.PortsOf(cluster, workload, numbers[NameOf(cluster, workload)]))
                {
                    ports.TryAdd(DestinationKey.Of(port), port);
                }
            }
        }

        return ports;
    }

    /// <summary>What the network does with connections to a port's pod, or from it.</summary>
    public PodIsolation IsolationOf(DestinationPort port, Direction direction) => _networks[port.Cluster].Of(Pod.Of(port.Workload), direction);

    private static (string? Region, string Namespace, string Name) NameOf(Cluster cluster, Workload workload) =>
        (cluster.Region, workload.Namespace, workload.Name);
}
