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
        var read = servers ?? new FleetServers(fleet);
        var (cache, proven) = (new PartitionCache(), new ProvenPods());
        var clients = new ClientProof(fleet);
        var externals = new ExternalProof(fleet);
        return [.. InParallel.Map(fleet.Clusters, cluster => Of(fleet, cluster, read, cache, proven, clients, externals)).SelectMany(gaps => gaps)];
    }

    private static List<IntentGap> Of(
        Fleet fleet, Cluster cluster, FleetServers servers, PartitionCache cache, ProvenPods proven, ClientProof clients, ExternalProof externals) => cluster.Intent is not { } intent
        ? []
        :
        [
            .. new ServerProof(cluster, intent, servers, cache).Gaps(), .. new NetworkProof(cluster, intent, cache, proven).Gaps(),
            .. EastWestProof.Gaps(cluster, intent), .. clients.Gaps(cluster, intent), .. externals.Gaps(cluster, intent),
            .. ExposureProof.Gaps(fleet, cluster, intent, cache),
        ];
}
