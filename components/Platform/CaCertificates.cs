using Components.Intent;
using static Components.Platform.ChartValues;

namespace Components.Platform;

/// <summary>
/// <c>meshConfig.caCertificates</c>: the roots that peers' chains end in, and the peers' trust domains. Inbound, a sidecar accepts identities
/// of its own trust domain and of those listed here, which are the domains of the regions that it accepts callers from; a root without them is
/// there to verify servers. <c>trustDomainAliases</c> would accept them as well, but would also make the regions' identities interchangeable in
/// authorization policies.
/// </summary>
public static class CaCertificates
{
    /// <summary>
    /// One entry per root, since Istio verifies the first certificate of an entry only; empty where no other trust domain is accepted.
    /// </summary>
    /// <param name="intent">The region.</param>
    /// <param name="roots">The roots of the region's bundle in PEM, each one certificate, in the bundle's order.</param>
    public static List<object> For(RegionIntent intent, IEnumerable<string> roots)
    {
        var domains = intent.AcceptedPeers.Prepend(intent.Region)
            .SelectMany(region => region.TrustDomains)
            .Select(domain => domain.Name)
            .Where(domain => domain != intent.Region.TrustDomain.Name)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList<object>();
        return domains.Count == 0 ? [] : List(roots.Select(root => Map(("pem", root), ("trustDomains", domains))));
    }
}
