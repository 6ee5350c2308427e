using Components.Intent;
using Trust;

namespace Components.Mesh;

/// <summary>
/// The identities that the servers of a destination may have, where a region among them goes from one trust domain to another. A sidecar expects
/// the one that the endpoint's region has at the moment, and refuses servers whose certificates are of before.
/// </summary>
/// <remarks>
/// Istio: with <c>ISTIO_MUTUAL</c>, <c>subjectAltNames</c> of the DestinationRule replace the names that istiod reckons. Aliases would do it too, and
/// erase the borders between regions.
/// </remarks>
internal static class ServerNames
{
    /// <summary>The SPIFFE IDs in order; empty where every region that is called has one name, and istiod's reckoning is right.</summary>
    /// <param name="intent">The callers' region.</param>
    /// <param name="calls">The calls to one destination.</param>
    internal static IReadOnlyList<string> Of(RegionIntent intent, IReadOnlyCollection<OutboundCall> calls)
    {
        var regions = intent.Peers.Prepend(intent.Region)
            .Where(region => calls.Any(call => region == intent.Region ? call.Local : call.RemoteRegions.Contains(region.Name)))
            .ToList();
        return regions.All(region => region.TrustDomains.Count == 1)
            ? []
            :
            [
                .. from region in regions
                   from domain in region.TrustDomains
                   from account in calls.Select(call => (call.Namespace, call.ServiceAccount)).Distinct()
                   select SpiffeId.ForServiceAccount(domain, account.Namespace, account.ServiceAccount).ToString(),
            ];
    }
}
