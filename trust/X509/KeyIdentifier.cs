using System.Security.Cryptography.X509Certificates;

namespace Trust.X509;

/// <summary>The identifiers by which verifiers find an issuer's certificate (RFC 5280, sections 4.2.1.1 and 4.2.1.2).</summary>
/// <remarks>
/// A key's identifier is the leftmost 160 bits of the SHA-256 of its bit string (RFC 7093, method 1): no SHA-1, which FIPS builds refuse,
/// at the usual length. Nobody recomputes identifiers, so certificates of other issuers mix freely.
/// </remarks>
internal static class KeyIdentifier
{
    internal static X509SubjectKeyIdentifierExtension SubjectExtension(PublicKey key) =>
        new(key, X509SubjectKeyIdentifierHashAlgorithm.ShortSha256, critical: false);

    internal static X509Extension AuthorityExtension(X509SubjectKeyIdentifierExtension issuer) =>
        X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(issuer);

    internal static X509SubjectKeyIdentifierExtension? Of(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault();
}
