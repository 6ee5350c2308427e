namespace Policies.Istio;

/// <summary>What a client's proxy sends.</summary>
public enum ClientTlsMode
{
    /// <summary>What the application sends, as it is.</summary>
    Plaintext,

    /// <summary>TLS without a client certificate (<c>SIMPLE</c>).</summary>
    Simple,

    /// <summary>TLS with a certificate that the DestinationRule names (<c>MUTUAL</c>).</summary>
    Mutual,

    /// <summary>TLS with the certificate of the mesh (<c>ISTIO_MUTUAL</c>).</summary>
    IstioMutual,
}
