using Policies.Model;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Intent;

/// <summary>Proves that the objects of a cluster mean exactly what its owner wants: nothing too many, nothing too few.</summary>
public static class IntentProof
{
    /// <summary>Every difference, each with a call that shows it; empty where there is none, or where nobody has said what is wanted.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="servers">What decides at its servers, where something else asks about them too; null where nothing does.</param>
    public static IReadOnlyList<IntentGap> Of(Fleet fleet, FleetServers? servers = null)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        var clusters = fleet.Clusters.Where(cluster => cluster.Intent is not null).ToList();
        var read = servers ?? new FleetServers(fleet);
        var (cache, proven) = (new PartitionCache(), new ProvenPods());
        var clients = new ClientProof(fleet);
        var externals = new ExternalProof(fleet);
        // Networks are proven one after the other, since each finds there what is proven of those before; the rest is in pieces small enough for all processors.
        var parts = InParallel.Map(
        [
            () => [.. clusters.Select(cluster => new NetworkProof(cluster, cluster.Intent!, cache, proven).Gaps().ToList())],
            .. clusters.Select(cluster => Part(() => new ServerProof(cluster, cluster.Intent!, read, cache).Gaps())),
            .. clusters.Select(cluster => Part(() => Ways(fleet, cluster, cache, clients, externals))),
        ],
        part => part());
        var (networks, others) = (parts[0], parts.Skip(1).Select(part => part[0]).ToList());
        return [.. Enumerable.Range(0, clusters.Count).SelectMany(at => others[at].Concat(networks[at]).Concat(others[clusters.Count + at]))];
    }

    private static Func<List<IntentGap>[]> Part(Func<IEnumerable<IntentGap>> gaps) => () => [[.. gaps()]];

    /// <summary>What keeps calls from arriving, or lets others come, on their ways into a cluster, inside of it and out of it.</summary>
    private static IEnumerable<IntentGap> Ways(Fleet fleet, Cluster cluster, PartitionCache cache, ClientProof clients, ExternalProof externals) =>
        EastWestProof.Gaps(cluster, cluster.Intent!)
            .Concat(clients.Gaps(cluster, cluster.Intent!))
            .Concat(externals.Gaps(cluster, cluster.Intent!))
            .Concat(ExposureProof.Gaps(fleet, cluster, cluster.Intent!, cache));
}
