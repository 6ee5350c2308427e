namespace Trust.X509;

/// <summary>The side of a TLS handshake for which a leaf may be used (RFC 5280, section 4.2.1.12).</summary>
public enum ExtendedKeyUsage
{
    /// <summary>TLS server, id-kp-serverAuth.</summary>
    ServerAuth,

    /// <summary>TLS client, id-kp-clientAuth.</summary>
    ClientAuth,
}
