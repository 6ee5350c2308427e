using Trust.X509;

namespace Trust.Hierarchy;

/// <summary>The names for which a region's CAs may sign.</summary>
/// <param name="TrustDomain">The region's trust domain: the one in which its workloads get their identities.</param>
/// <param name="ClusterDomain">The cluster's DNS domain, such as <c>cluster.local</c>.</param>
public sealed record RegionScope(TrustDomain TrustDomain, DnsName ClusterDomain)
{
    /// <summary>The trust domain that the region is going to have: accepted already, and given to nobody yet. Null where none is announced.</summary>
    public TrustDomain? Next { get; init; }

    /// <summary>The trust domain that the region had: still accepted, because leaves with it live. Null where there is none.</summary>
    public TrustDomain? Former { get; init; }

    /// <summary>Every trust domain in which an identity of the region may stand, the current one first.</summary>
    public IReadOnlyList<TrustDomain> TrustDomains => [TrustDomain, .. new[] { Next, Former }.OfType<TrustDomain>()];

    /// <summary>
    /// Whether the CAs are held to the trust domains. The default is true; false where a verifier refuses every identity below a CA with URI
    /// constraints, as ztunnel's does: then only names of DNS are limited, and the CAs have to be the only ones in the bundles that they are in.
    /// </summary>
    public bool LimitsUris { get; init; } = true;

    /// <summary>The same as a certificate extension.</summary>
    public NameConstraints ToConstraints() =>
        LimitsUris ? NameConstraints.ForRegion(TrustDomains, ClusterDomain) : NameConstraints.ForCluster(ClusterDomain);
}
