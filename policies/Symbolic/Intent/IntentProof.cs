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
        var cache = new PartitionCache();
        var clients = new ClientProof(fleet);
        var externals = new ExternalProof(fleet);
        var networks = InParallel.Map(clusters, cluster => new NetworkProof(cluster, cluster.Intent!, cache));
        // The long parts first, so that no processor is left alone with one of them at the end.
        IReadOnlyList<Func<IEnumerable<IntentGap>>> parts =
        [
            .. clusters.Select<Cluster, Func<IEnumerable<IntentGap>>>(cluster => () => new ServerProof(cluster, cluster.Intent!, read, cache).Gaps()),
            .. clusters.Select<Cluster, Func<IEnumerable<IntentGap>>>(cluster => () => Ways(fleet, cluster, cache, clients, externals)),
            .. Namespaces(clusters).Select<string, Func<IEnumerable<IntentGap>>>(name => () => InNetworks(networks, name)),
        ];
        return [.. InParallel.Map<Func<IEnumerable<IntentGap>>, List<IntentGap>>(parts, part => [.. part()]).SelectMany(gaps => gaps)];
    }

    private static IEnumerable<string> Namespaces(IEnumerable<Cluster> clusters) =>
        clusters.SelectMany(cluster => cluster.Intent!.Namespaces).Select(one => one.Name).Distinct(StringComparer.Ordinal);

    /// <summary>One namespace of all clusters: what is proven of it in one need not be in the next.</summary>
    private static IEnumerable<IntentGap> InNetworks(IEnumerable<NetworkProof> networks, string name)
    {
        var proven = new ProvenPods();
        return networks.SelectMany(network => network.Gaps(name, proven));
    }

    /// <summary>What keeps calls from arriving, or lets others come, on their ways into a cluster, inside of it and out of it.</summary>
    private static IEnumerable<IntentGap> Ways(Fleet fleet, Cluster cluster, PartitionCache cache, ClientProof clients, ExternalProof externals) =>
        EastWestProof.Gaps(cluster, cluster.Intent!)
            .Concat(clients.Gaps(cluster, cluster.Intent!))
            .Concat(externals.Gaps(cluster, cluster.Intent!))
            .Concat(ExposureProof.Gaps(fleet, cluster, cluster.Intent!, cache));
}
