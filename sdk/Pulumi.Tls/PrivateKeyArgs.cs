namespace Pulumi.Tls;

/// <summary>The arguments of a private key.</summary>
public sealed class PrivateKeyArgs : ResourceArgs
{
    /// <summary><c>RSA</c>, <c>ECDSA</c> or <c>ED25519</c>.</summary>
    [Input("algorithm", required: true)]
    public Input<string> Algorithm { get; set; } = null!;

    /// <summary>The curve of an ECDSA key: <c>P224</c>, <c>P256</c>, <c>P384</c> or <c>P521</c>. The default is <c>P224</c>.</summary>
    [Input("ecdsaCurve")]
    public Input<string>? EcdsaCurve { get; set; }

    /// <summary>The size of an RSA key in bits. The default is 2048.</summary>
    [Input("rsaBits")]
    public Input<int>? RsaBits { get; set; }
}
