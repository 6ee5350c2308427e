namespace Pulumi.Tls;

/// <summary>A private key, made once and kept in the stack's encrypted state.</summary>
[ResourceType("tls:index/privateKey:PrivateKey", Version)]
public class PrivateKey : CustomResource
{
    // The version that is imitated; it selects the provider's plugin.
    private const string Version = "5.5.1";

    /// <summary>Registers the resource.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="args">The arguments.</param>
    /// <param name="options">The options; null for none.</param>
    public PrivateKey(string name, PrivateKeyArgs args, CustomResourceOptions? options = null)
        : base("tls:index/privateKey:PrivateKey", name, args ?? new PrivateKeyArgs(), WithDefaults(options))
    {
    }

    /// <summary>The algorithm.</summary>
    [Output("algorithm")]
    public Output<string> Algorithm { get; private set; } = null!;

    /// <summary>The curve of an ECDSA key.</summary>
    [Output("ecdsaCurve")]
    public Output<string> EcdsaCurve { get; private set; } = null!;

    /// <summary>The key in OpenSSH's form. Secret on a real engine.</summary>
    [Output("privateKeyOpenssh")]
    public Output<string> PrivateKeyOpenssh { get; private set; } = null!;

    /// <summary>The key as PEM: SEC 1 for ECDSA, PKCS#1 for RSA. Secret on a real engine.</summary>
    [Output("privateKeyPem")]
    public Output<string> PrivateKeyPem { get; private set; } = null!;

    /// <summary>The key as PEM in PKCS#8 (RFC 5208). Secret on a real engine.</summary>
    [Output("privateKeyPemPkcs8")]
    public Output<string> PrivateKeyPemPkcs8 { get; private set; } = null!;

    /// <summary>The MD5 fingerprint of the public key in OpenSSH's form.</summary>
    [Output("publicKeyFingerprintMd5")]
    public Output<string> PublicKeyFingerprintMd5 { get; private set; } = null!;

    /// <summary>The SHA-256 fingerprint of the public key in OpenSSH's form.</summary>
    [Output("publicKeyFingerprintSha256")]
    public Output<string> PublicKeyFingerprintSha256 { get; private set; } = null!;

    /// <summary>The public key as a line of <c>authorized_keys</c>; empty for curve P224.</summary>
    [Output("publicKeyOpenssh")]
    public Output<string> PublicKeyOpenssh { get; private set; } = null!;

    /// <summary>The public key as PEM, with a line feed at its end.</summary>
    [Output("publicKeyPem")]
    public Output<string> PublicKeyPem { get; private set; } = null!;

    /// <summary>The size of an RSA key in bits.</summary>
    [Output("rsaBits")]
    public Output<int> RsaBits { get; private set; } = null!;

    private static CustomResourceOptions WithDefaults(CustomResourceOptions? options) => CustomResourceOptions.Merge(
        new() { Version = Version, AdditionalSecretOutputs = ["privateKeyOpenssh", "privateKeyPem", "privateKeyPemPkcs8"] }, options);
}
