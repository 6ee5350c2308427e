namespace Policies.Network;

/// <summary>Whether the network lets a connection through.</summary>
public enum NetworkAnswer
{
    /// <summary>It does not.</summary>
    Denied,

    /// <summary>The input does not tell: an address is not known, or the cluster's network plug-in decides.</summary>
    Unknown,

    /// <summary>It does.</summary>
    Allowed,
}
