using System.Security.Cryptography.X509Certificates;
using Trust.X509;

namespace Trust.Verification;

/// <summary>
/// The order of a chain: each certificate is followed by the one that signed it (RFC 8446, section 4.4.2, asks the leaf to be first; istiod
/// takes the first certificate for the signing CA).
/// </summary>
public static class ChainOrder
{
    /// <summary>Whether a text of certificates is a bundle of roots, and so no chain.</summary>
    public static bool IsBundle(IReadOnlyList<X509Certificate2> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        return certificates.Count > 0 && certificates.All(IsRoot);
    }

    /// <summary>Checks the order; a bundle has none, and one certificate has none either.</summary>
    public static IReadOnlyList<TrustFinding> Check(IReadOnlyList<ReadCertificate> chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        List<ReadCertificate> distinct = [.. chain.DistinctBy(read => Fingerprint.Of(read.Certificate))];
        if (distinct.Count < 2 || IsBundle([.. distinct.Select(read => read.Certificate)]))
        {
            return [];
        }

        var right = Sort(distinct);
        if (right is null)
        {
            return [.. distinct.Zip(distinct.Skip(1)).Where(pair => !Signed(pair.Second.Certificate, pair.First.Certificate)).Select(Broken)];
        }

        return right.SequenceEqual(distinct) ? [] : [OutOfOrder(right, distinct[0].Line)];
    }

    private static TrustFinding Broken((ReadCertificate First, ReadCertificate Second) pair) => Finding(
        pair.First,
        $"certificate {pair.First.Place} is followed by '{CertificateWords.Name(pair.Second.Certificate)}', which did not sign it",
        "let every certificate be followed by its issuer, and leave out what does not belong to the chain",
        pair.Second.Line);

    private static TrustFinding OutOfOrder(IReadOnlyList<ReadCertificate> right, int line) => Finding(
        right[0],
        "its chain is out of order",
        $"write certificates {string.Join(", ", right.Select(read => read.Place))} in this order",
        line);

    private static TrustFinding Finding(ReadCertificate subject, string message, string remedy, int line) =>
        new(TrustRule.ChainOrder, CertificateWords.Name(subject.Certificate), message, remedy) { Line = line };

    /// <summary>The one order in which each is followed by its issuer; null where there is none.</summary>
    internal static IReadOnlyList<ReadCertificate>? Sort(IReadOnlyList<ReadCertificate> chain)
    {
        var first = chain.Where(read => !chain.Any(other => other != read && Signed(read.Certificate, other.Certificate))).ToList();
        if (first is not [var leaf])
        {
            return null;
        }

        List<ReadCertificate> sorted = [leaf];
        while (sorted.Count < chain.Count && chain.FirstOrDefault(read => !sorted.Contains(read) && Signed(read.Certificate, sorted[^1].Certificate)) is { } issuer)
        {
            sorted.Add(issuer);
        }

        return sorted.Count == chain.Count ? sorted : null;
    }

    internal static bool IsRoot(X509Certificate2 certificate) =>
        CertificateRules.IsSelfIssued(certificate) && BasicConstraints.Of(certificate).IsCertificateAuthority;

    /// <summary>Whether the issuer's name and key are those behind the certificate's signature.</summary>
    private static bool Signed(X509Certificate2 issuer, X509Certificate2 certificate)
    {
        if (!issuer.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData))
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(issuer);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.Build(certificate);
        // An issuer of the same name and another key is either left out of the chain, by its key identifier, or named as the wrong signer.
        return chain.ChainElements.Count > 1
            && chain.ChainElements[1].Certificate.RawDataMemory.Span.SequenceEqual(issuer.RawDataMemory.Span)
            && chain.ChainElements[0].ChainElementStatus.All(status => status.Status != X509ChainStatusFlags.NotSignatureValid);
    }
}
