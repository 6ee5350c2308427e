namespace Policies.Symbolic.Classes;

/// <summary>The parts of a call that decide about it, in the order in which classes are split: what tells most comes first.</summary>
internal enum DimensionKind
{
    /// <summary>The pod's port of a connection, as NetworkPolicies see it.</summary>
    Port,

    /// <summary>The transport protocol of a connection: TCP, UDP or SCTP.</summary>
    Protocol,

    /// <summary>The namespace of the pod at the other end; absent where that is no pod of the cluster.</summary>
    Namespace,

    /// <summary>A label of that namespace, where the namespace is not a known one.</summary>
    NamespaceLabel,

    /// <summary>A label of the pod at the other end.</summary>
    PodLabel,

    /// <summary>The address of the other end.</summary>
    PeerAddress,

    /// <summary>The URI of the client's certificate; absent for callers without one.</summary>
    Principal,

    /// <summary>The address that the connection comes from.</summary>
    SourceAddress,

    /// <summary>The client's address as proxies in between tell it.</summary>
    RemoteAddress,

    /// <summary>The name that the client asks for in its TLS hello; absent in plaintext.</summary>
    ServerName,

    /// <summary>The HTTP method.</summary>
    Method,

    /// <summary>The normalized path without query.</summary>
    Path,

    /// <summary>The authority, in lower case.</summary>
    Host,

    /// <summary>Whether the authority is written in capitals somewhere.</summary>
    HostLetters,

    /// <summary>A header's value; absent where the request does not have it.</summary>
    Header,

    /// <summary>The token's issuer and subject; absent without a token.</summary>
    RequestPrincipal,

    /// <summary>Whether a claim has a value of a kind: a dimension for each kind, since a claim can have many values.</summary>
    Claim,
}
