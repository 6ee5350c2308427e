using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trust;

/// <summary>Certificates as PEM text (RFC 7468).</summary>
public static class CertificatePem
{
    private const string Label = "CERTIFICATE";

    /// <summary>The certificate with a line feed at the end, ready to be followed by another.</summary>
    public static string Write(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.ExportCertificatePem() + "\n";
    }

    /// <summary>Reads every certificate of a text, in order.</summary>
    /// <exception cref="FormatException">
    /// There is none, or something else than certificates; a private key's text is never repeated.
    /// </exception>
    public static IReadOnlyList<X509Certificate2> ReadAll(string pem)
    {
        List<X509Certificate2> certificates = [];
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            certificates.Add(Read(rest[fields.Label].ToString(), rest[fields.Base64Data].ToString()));
            rest = rest[fields.Location.End..];
        }

        return certificates.Count > 0 ? certificates : throw new FormatException("no PEM certificate found");
    }

    /// <summary>Reads a text that holds exactly one certificate.</summary>
    /// <exception cref="FormatException">There is none, several, or something else.</exception>
    public static X509Certificate2 ReadSingle(string pem) =>
        ReadAll(pem) is [var only] ? only : throw new FormatException("one PEM certificate is expected, and there are several");

    private static X509Certificate2 Read(string label, string base64)
    {
        if (label != Label)
        {
            throw new FormatException(label.EndsWith("PRIVATE KEY", StringComparison.Ordinal)
                ? "a private key stands where a certificate is expected"
                : $"a PEM block '{label}' stands where a certificate is expected");
        }

        try
        {
            return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64));
        }
        catch (CryptographicException e)
        {
            throw new FormatException("a PEM block is no well-formed certificate", e);
        }
    }
}
