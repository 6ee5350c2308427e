namespace Policies.Model;

/// <summary>All clusters that are looked at together: one for files, one per region for a stack.</summary>
/// <remarks>Clusters with the same <see cref="Cluster.MeshId"/> are one mesh: a service of one is reached from the others under the same host.</remarks>
public sealed record Fleet
{
    /// <summary>The clusters, in the order in which they were given.</summary>
    public required IReadOnlyList<Cluster> Clusters { get; init; }

    /// <summary>Every workload of every cluster.</summary>
    public IEnumerable<Workload> Workloads => Clusters.SelectMany(cluster => cluster.Workloads);
}
