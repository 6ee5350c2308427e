using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Trust.X509;

namespace Trust.Verification;

/// <summary>What is wrong with a certificate by itself, whoever signed it and whatever the time.</summary>
public static class CertificateRules
{
    /// <summary>
    /// The most bytes of certificates that a peer may send: the default of OpenSSL and BoringSSL, so of Envoy
    /// (<c>SSL_MAX_CERT_LIST_DEFAULT</c>, 100 KiB).
    /// </summary>
    public const int MaximumChainBytes = 100 * 1024;

    /// <summary>The most names that a certificate has before it is called strange; a workload has one.</summary>
    public const int ManyNames = 100;

    private const int MinimumRsaBits = 2048;

    /// <summary>Checks key, signature, size, names, and, where it holds a SPIFFE ID or may sign, the rules of the X509-SVID standard.</summary>
    public static IReadOnlyList<TrustFinding> Check(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return [.. Strength(certificate), .. Size(certificate), .. Svid(certificate)];
    }

    /// <summary>Checks key and signature only: what makes a certificate forgeable.</summary>
    public static IReadOnlyList<TrustFinding> CheckStrength(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return [.. Strength(certificate)];
    }

    /// <summary>Checks that a whole chain fits into a handshake.</summary>
    public static IReadOnlyList<TrustFinding> CheckChainSize(IReadOnlyList<X509Certificate2> chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var bytes = chain.Sum(certificate => (long)certificate.RawDataMemory.Length);
        return bytes <= MaximumChainBytes || chain.Any(certificate => certificate.RawDataMemory.Length > MaximumChainBytes)
            ? []
            : [Oversized(CertificateWords.Name(chain[0]), $"its chain of {chain.Count} certificates", bytes)];
    }

    private static IEnumerable<TrustFinding> Strength(X509Certificate2 certificate)
    {
        var name = CertificateWords.Name(certificate);
        if (WeakKey(certificate.PublicKey) is { } key)
        {
            yield return new TrustFinding(TrustRule.WeakKey, name, key, "use an ECDSA key on P-256 or P-384");
        }

        // Nobody verifies the signature of a root: it is trusted for being in the bundle.
        if (!IsSelfIssued(certificate) && WeakDigest(certificate.SignatureAlgorithm.Value) is { } digest)
        {
            yield return new TrustFinding(
                TrustRule.WeakSignature,
                name,
                $"it is signed over {digest}, for which collisions can be made, and Go and OpenSSL's security level 1 refuse it",
                "have it signed over SHA-256 or SHA-384");
        }
    }

    private static string? WeakKey(PublicKey key)
    {
        if (KeyAlgorithmFacts.Of(key) is not null)
        {
            return null;
        }

        using var rsa = key.GetRSAPublicKey();
        return rsa switch
        {
            { KeySize: < MinimumRsaBits } => $"its key is RSA with {rsa.KeySize} bits; at least {MinimumRsaBits} are needed",
            not null => null,
            _ => $"its key is {key.Oid.FriendlyName ?? key.Oid.Value}, which not every verifier of a mesh takes; allowed: ECDSA P-256 or P-384, RSA from {MinimumRsaBits} bits",
        };
    }

    /// <summary>RFC 3279 and RFC 5758 signature algorithms over digests that no longer resist collisions.</summary>
    private static string? WeakDigest(string? oid) => oid switch
    {
        "1.2.840.113549.1.1.2" or "1.2.840.113549.1.1.3" or "1.2.840.113549.1.1.4" => "MD5 or older",
        "1.2.840.113549.1.1.5" or "1.2.840.10045.4.1" or "1.2.840.10040.4.3" or "1.3.14.3.2.29" => "SHA-1",
        _ => null,
    };

    private static IEnumerable<TrustFinding> Size(X509Certificate2 certificate)
    {
        var (name, bytes) = (CertificateWords.Name(certificate), certificate.RawDataMemory.Length);
        if (bytes > MaximumChainBytes)
        {
            yield return Oversized(name, "it", bytes);
        }

        if (SubjectAlternativeNames.Of(certificate).Count is > ManyNames and var names)
        {
            yield return new TrustFinding(
                TrustRule.ManyNames,
                name,
                string.Create(CultureInfo.InvariantCulture, $"it speaks for {names} names, so whoever holds its key is all of them"),
                "give each workload a certificate of its own");
        }
    }

    private static TrustFinding Oversized(string name, string what, long bytes) => new(
        TrustRule.OversizedCertificate,
        name,
        string.Create(CultureInfo.InvariantCulture, $"{what} has {bytes} bytes; OpenSSL and Envoy take chains of at most {MaximumChainBytes}"),
        "issue it with fewer names and extensions");

    private static IEnumerable<TrustFinding> Svid(X509Certificate2 certificate) =>
        BasicConstraints.Of(certificate).IsCertificateAuthority ? SvidRules.CheckSigner(certificate)
        : SubjectAlternativeNames.Of(certificate).Uris.Any(uri => uri.StartsWith("spiffe:", StringComparison.OrdinalIgnoreCase))
            ? SvidRules.CheckLeaf(certificate)
            : [];

    internal static bool IsSelfIssued(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
