using Components.Intent;

namespace Components.Mesh;

/// <summary>The regions whose endpoints a region's istiod has to know.</summary>
public static class RemoteReach
{
    /// <summary>The peers that some workload of the region calls and that say where their API server is, in the order of the intent.</summary>
    public static IReadOnlyList<Region> Of(RegionIntent intent)
    {
        var called = intent.Workloads.SelectMany(workload => workload.Outbound).SelectMany(call => call.RemoteRegions).ToHashSet(StringComparer.Ordinal);
        return [.. intent.Peers.Where(peer => peer.ApiServer is not null && called.Contains(peer.Name))];
    }
}
