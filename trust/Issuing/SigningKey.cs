using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Trust.X509;

namespace Trust.Issuing;

/// <summary>An ECDSA private key that signs certificates. It never prints itself.</summary>
public sealed class SigningKey
{
    private readonly byte[] _scalar;

    private SigningKey(KeyAlgorithm algorithm, byte[] scalar, PublicKey publicKey) =>
        (Algorithm, _scalar, PublicKey) = (algorithm, scalar, publicKey);

    /// <summary>The key's algorithm.</summary>
    public KeyAlgorithm Algorithm { get; }

    /// <summary>The public half.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>
    /// Reads a PEM key, PKCS#8 (<c>PRIVATE KEY</c>) or SEC 1 (<c>EC PRIVATE KEY</c>), as Terraform's and Pulumi's tls providers give it.
    /// </summary>
    /// <exception cref="FormatException">
    /// The text is no such key, or is on another curve. The message never holds any of the text.
    /// </exception>
    public static SigningKey FromPem(string pem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return Of(key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // The inner exception is left out on purpose: nothing of the input may reach a log.
            throw new FormatException("not an ECDSA private key in PEM (PKCS#8 or SEC 1, not encrypted)");
        }
    }

    /// <summary>Takes the platform's key.</summary>
    /// <exception cref="FormatException">The key is on another curve than P-256 and P-384.</exception>
    /// <exception cref="CryptographicException">It has no private half, or may not be exported.</exception>
    public static SigningKey Of(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var parameters = key.ExportParameters(includePrivateParameters: true);
        var algorithm = KeyAlgorithmFacts.Of(parameters.Curve)
            ?? throw new FormatException("the private key is on another curve; P-256 and P-384 are allowed");
        return new SigningKey(algorithm, parameters.D!, new PublicKey(key));
    }

    /// <summary>The algorithm only.</summary>
    public override string ToString() => $"{Algorithm.Word()} private key";

    internal byte[] Sign(ReadOnlySpan<byte> data) => DeterministicEcdsa.Sign(Algorithm, _scalar, data);
}
