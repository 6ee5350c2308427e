using Trust.X509;

namespace Trust.Hierarchy;

/// <summary>The names for which a region's CAs may sign.</summary>
/// <param name="TrustDomain">The region's trust domain.</param>
/// <param name="ClusterDomain">The cluster's DNS domain, such as <c>cluster.local</c>.</param>
public sealed record RegionScope(TrustDomain TrustDomain, DnsName ClusterDomain)
{
    /// <summary>The same as a certificate extension.</summary>
    public NameConstraints ToConstraints() => NameConstraints.ForRegion(TrustDomain, ClusterDomain);
}
