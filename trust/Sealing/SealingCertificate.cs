using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trust.Sealing;

/// <summary>
/// The public certificate of a Sealed Secrets controller, as <c>kubeseal --fetch-cert</c> prints it. What is sealed for it, only that
/// controller opens.
/// </summary>
public sealed class SealingCertificate
{
    private const int SmallestKey = 2048;

    private SealingCertificate(X509Certificate2 certificate, RSAParameters key)
    {
        Key = key;
        KeyFingerprint = Fingerprint.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo());
        NotAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
    }

    /// <summary>The SHA-256 fingerprint of its public key, which a new certificate for the same key shares.</summary>
    public Fingerprint KeyFingerprint { get; }

    /// <summary>The last instant at which it should be sealed for; the controller opens older values for as long as it keeps the key.</summary>
    public DateTimeOffset NotAfter { get; }

    internal RSAParameters Key { get; }

    /// <summary>Reads a certificate.</summary>
    /// <param name="pem">PEM text with exactly one certificate.</param>
    /// <exception cref="FormatException">The text holds no certificate, several, a private key, or a key that nothing can be sealed for.</exception>
    public static SealingCertificate Parse(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        var certificate = CertificatePem.ReadSingle(pem);
        using var key = certificate.GetRSAPublicKey()
            ?? throw new FormatException("the certificate's key is no RSA key; Sealed Secrets controllers have RSA keys");
        return key.KeySize >= SmallestKey
            ? new SealingCertificate(certificate, key.ExportParameters(includePrivateParameters: false))
            : throw new FormatException($"the certificate's RSA key has {key.KeySize} bits; at least {SmallestKey} are needed");
    }
}
