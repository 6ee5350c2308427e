using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Trust.X509;

namespace Trust.Verification;

/// <summary>How findings call a certificate.</summary>
internal static class CertificateWords
{
    /// <summary>The subject, else the first URI or DNS name, else the beginning of the fingerprint.</summary>
    internal static string Name(X509Certificate2 certificate)
    {
        if (certificate.Subject.Length > 0)
        {
            return certificate.Subject;
        }

        var names = Names(certificate);
        return names.Uris.Concat(names.DnsNames).FirstOrDefault() ?? $"SHA-256 {Fingerprint.Of(certificate).Hex[..16]}";
    }

    private static SubjectAlternativeNames Names(X509Certificate2 certificate)
    {
        try
        {
            return SubjectAlternativeNames.Of(certificate);
        }
        catch (CryptographicException)
        {
            return SubjectAlternativeNames.None;
        }
    }
}
