namespace Policies.Network;

/// <summary>A transport that NetworkPolicies know.</summary>
public enum NetworkProtocol
{
    /// <summary>TCP, which a policy's port means where it does not say.</summary>
    Tcp,

    /// <summary>UDP.</summary>
    Udp,

    /// <summary>SCTP.</summary>
    Sctp,
}
