using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Trust.X509;

namespace Trust.Issuing;

/// <summary>A CA that can sign: its certificate and the key that belongs to it.</summary>
public sealed class CertificateAuthority
{
    /// <summary>Puts certificate and key together.</summary>
    /// <exception cref="CertificateIssuingException">
    /// The key is not the certificate's, or the certificate has no subject key identifier.
    /// </exception>
    public CertificateAuthority(X509Certificate2 certificate, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(key);
        List<string> problems = [];
        if (!certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.PublicKey.ExportSubjectPublicKeyInfo()))
        {
            problems.Add("the private key does not belong to the certificate");
        }

        var identifier = KeyIdentifier.Of(certificate);
        if (identifier is null)
        {
            problems.Add("the certificate has no subject key identifier, by which verifiers find it (RFC 5280, section 4.2.1.2)");
        }

        if (problems.Count > 0)
        {
            throw new CertificateIssuingException($"CA '{certificate.Subject}'", problems);
        }

        (Certificate, Key, KeyIdentifierExtension) = (certificate, key, identifier!);
    }

    /// <summary>The CA's certificate.</summary>
    public X509Certificate2 Certificate { get; }

    internal SigningKey Key { get; }

    internal X509SubjectKeyIdentifierExtension KeyIdentifierExtension { get; }

    /// <summary>Reads the CA's certificate and private key from PEM.</summary>
    /// <exception cref="CertificateIssuingException">They do not belong together.</exception>
    /// <exception cref="FormatException">One of them is not what it should be.</exception>
    /// <exception cref="CryptographicException">The certificate is not well-formed.</exception>
    public static CertificateAuthority FromPem(string certificatePem, string privateKeyPem) =>
        new(CertificatePem.ReadSingle(certificatePem), SigningKey.FromPem(privateKeyPem));
}
