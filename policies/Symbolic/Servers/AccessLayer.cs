namespace Policies.Symbolic.Servers;

/// <summary>Where a call is decided, from the network up.</summary>
public enum AccessLayer
{
    /// <summary>NetworkPolicies on both ends.</summary>
    Network,

    /// <summary>What the client's proxy sends (DestinationRule, automatic mutual TLS).</summary>
    ClientTls,

    /// <summary>What the server's proxy takes (PeerAuthentication).</summary>
    ServerTls,

    /// <summary>Whether the client's trust domain is accepted.</summary>
    Trust,

    /// <summary>AuthorizationPolicies.</summary>
    Authorization,
}
