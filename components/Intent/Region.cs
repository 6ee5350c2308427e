using Trust;

namespace Components.Intent;

/// <summary>A region: one cluster, one trust domain, one intermediate CA.</summary>
public sealed record Region
{
    /// <summary>The region's short name, such as <c>us</c>; the prefix of every resource name of the region.</summary>
    public required string Name { get; init; }

    /// <summary>The trust domain in which the region's workloads have their identities.</summary>
    public required TrustDomain TrustDomain { get; init; }

    /// <summary>The trust domain that the region is going to have: accepted already, and given to nobody yet. Null where none is announced.</summary>
    public TrustDomain? NextTrustDomain { get; init; }

    /// <summary>The trust domain that the region had: still accepted, because certificates with it live. Null where there is none.</summary>
    public TrustDomain? FormerTrustDomain { get; init; }

    /// <summary>Every trust domain in which an identity of the region may stand, the current one first.</summary>
    public IReadOnlyList<TrustDomain> TrustDomains => [TrustDomain, .. new[] { NextTrustDomain, FormerTrustDomain }.OfType<TrustDomain>()];

    /// <summary>Istio's cluster name (<c>global.multiCluster.clusterName</c>), unique in the mesh.</summary>
    public required string Cluster { get; init; }

    /// <summary>Istio's network name (<c>topology.istio.io/network</c>); regions on different networks meet at east-west gateways.</summary>
    public required string Network { get; init; }

    /// <summary>The kubeconfig context that reaches the cluster.</summary>
    public required string Context { get; init; }

    /// <summary>The cluster's DNS domain. The default is <c>cluster.local</c>.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>
    /// Address at which other regions reach this region's east-west gateway, an IP address or a DNS name.
    /// Null means that the region has no east-west gateway and nothing calls into it from elsewhere.
    /// </summary>
    public string? EastWestAddress { get; init; }

    /// <summary>
    /// The URL at which other regions' istiods reach the cluster's API server, to find endpoints; null where somebody else gives them access.
    /// </summary>
    public string? ApiServer { get; init; }

    /// <summary>Whether Istio's mesh is ambient here: ztunnels and waypoints in place of sidecars. The default is sidecars.</summary>
    public bool IsAmbient { get; init; }
}
