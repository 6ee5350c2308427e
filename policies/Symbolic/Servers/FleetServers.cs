using Policies.Model;

namespace Policies.Symbolic.Servers;

/// <summary>
/// What decides at the servers of a fleet, worked out for whoever asks first. For one thread at a time in each cluster: proofs that share it are made one after
/// the other.
/// </summary>
public sealed class FleetServers
{
    private readonly Dictionary<Cluster, Lazy<(ServerPolicies Policies, DestinationPorts Ports)>> _clusters;

    /// <summary>Nothing is read of the fleet yet.</summary>
    /// <param name="fleet">The fleet.</param>
    public FleetServers(Fleet fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        _clusters = new(
            fleet.Clusters.Select(cluster => KeyValuePair.Create(cluster, new Lazy<(ServerPolicies, DestinationPorts)>(() => Read(cluster)))),
            ReferenceEqualityComparer.Instance);
    }

    /// <summary>What decides in a cluster, and the ports there.</summary>
    internal (ServerPolicies Policies, DestinationPorts Ports) Of(Cluster cluster) => _clusters[cluster].Value;

    private static (ServerPolicies, DestinationPorts) Read(Cluster cluster)
    {
        var policies = new ServerPolicies(cluster);
        return (policies, new DestinationPorts(cluster, policies));
    }
}
