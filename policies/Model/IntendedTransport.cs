namespace Policies.Model;

/// <summary>What the fleet's owner wants a port to take.</summary>
public enum IntendedTransport
{
    /// <summary>Mutual TLS and nothing else.</summary>
    MutualTls,

    /// <summary>Mutual TLS, and plaintext from those who have no certificate.</summary>
    Both,

    /// <summary>Plaintext only.</summary>
    Plaintext,
}
