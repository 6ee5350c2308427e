using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Trust.Bundles;
using Trust.X509;

namespace Trust.Verification;

/// <summary>
/// Asks the platform whether a leaf's chain ends in a bundle (RFC 5280, section 6): signatures, windows, path lengths, name constraints,
/// usages.
/// </summary>
/// <remarks>
/// On Linux the platform is OpenSSL, which counts the last second of a window as outside (RFC 5280 counts it in). Nothing is fetched,
/// revocation is not looked at (the private CAs here publish none), and the instant is given. Whether the leaf's SPIFFE ID is the wanted
/// one is another question.
/// </remarks>
public static class ChainVerifier
{
    /// <summary>Verifies one leaf.</summary>
    /// <param name="leaf">The certificate that a peer presents.</param>
    /// <param name="intermediates">What the peer sends along; nothing in it is trusted.</param>
    /// <param name="bundle">The roots that are trusted, and no others.</param>
    /// <param name="at">The instant for which to verify.</param>
    /// <param name="usage">The side that the leaf plays; null does not look at extended key usages.</param>
    public static ChainVerdict Verify(
        X509Certificate2 leaf,
        IReadOnlyList<X509Certificate2> intermediates,
        Bundle bundle,
        DateTimeOffset at,
        ExtendedKeyUsage? usage = null)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        ArgumentNullException.ThrowIfNull(intermediates);
        ArgumentNullException.ThrowIfNull(bundle);
        using var chain = new X509Chain { ChainPolicy = Policy(intermediates, bundle, at, usage) };
        var accepted = chain.Build(leaf);
        List<string> path = [.. chain.ChainElements.Select(element => CertificateWords.Name(element.Certificate))];
        return new ChainVerdict(path, accepted ? [] : Findings(chain));
    }

    private static X509ChainPolicy Policy(
        IReadOnlyList<X509Certificate2> intermediates, Bundle bundle, DateTimeOffset at, ExtendedKeyUsage? usage)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = at.UtcDateTime,
            VerificationTimeIgnored = false,
        };
        policy.CustomTrustStore.AddRange(bundle.Roots.ToArray());
        policy.ExtraStore.AddRange(intermediates.ToArray());
        if (usage is { } side)
        {
            policy.ApplicationPolicy.Add(new Oid(ExtendedKeyUsages.OidOf(side)));
        }

        return policy;
    }

    private static List<TrustFinding> Findings(X509Chain chain)
    {
        var ofCertificates = chain.ChainElements.SelectMany(element => element.ChainElementStatus.Select(status =>
            ChainStatusFinding.Of(status.Status, CertificateWords.Name(element.Certificate))));
        var ofChain = chain.ChainStatus.Where(status => status.Status == X509ChainStatusFlags.PartialChain).Select(_ => new TrustFinding(
            TrustRule.NoTrustedRoot,
            CertificateWords.Name(chain.ChainElements[0].Certificate),
            "no chain leads from it to a root of the bundle",
            "give the missing intermediates, or add its root to the bundle if its leaves are meant to be accepted"));
        return [.. ofCertificates.Concat(ofChain).Distinct()];
    }
}
