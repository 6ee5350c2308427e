namespace Policies.Evaluation;

/// <summary>What a call has to pass, in this order.</summary>
public enum Layer
{
    /// <summary>NetworkPolicies at both ends, and whether the two networks reach each other.</summary>
    Network,

    /// <summary>What the client's proxy does: DestinationRule, or automatic mutual TLS.</summary>
    ClientTls,

    /// <summary>What the server takes: PeerAuthentication.</summary>
    ServerTls,

    /// <summary>Whether each end takes the other's certificate: roots, trust domains, names.</summary>
    Trust,

    /// <summary>RequestAuthentication and AuthorizationPolicy.</summary>
    Authorization,
}
