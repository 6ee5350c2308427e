namespace Policies.Istio;

/// <summary>What a server's proxy takes on a port (PeerAuthentication, after everything is inherited).</summary>
public enum MutualTlsMode
{
    /// <summary>The proxy takes no TLS.</summary>
    Disable,

    /// <summary>The proxy takes both, and knows who called only over mutual TLS.</summary>
    Permissive,

    /// <summary>The proxy takes mutual TLS only.</summary>
    Strict,
}
