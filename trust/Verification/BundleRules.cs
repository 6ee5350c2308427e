using Trust.Bundles;

namespace Trust.Verification;

/// <summary>What is wrong with a text that is meant to be a bundle.</summary>
public static class BundleRules
{
    /// <summary>Finds the certificates that are no roots.</summary>
    public static IReadOnlyList<TrustFinding> Check(IReadOnlyList<ReadCertificate> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        return [.. certificates.Where(read => !ChainOrder.IsRoot(read.Certificate)).Select(Stranger)];
    }

    /// <summary>The bundle of the roots among the certificates.</summary>
    public static Bundle Of(IReadOnlyList<ReadCertificate> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        return Bundle.Of(certificates.Select(read => read.Certificate).Where(ChainOrder.IsRoot));
    }

    private static TrustFinding Stranger(ReadCertificate read) => new(
        TrustRule.BundleMember,
        CertificateWords.Name(read.Certificate),
        "it stands in a bundle and is no root: not a CA, or issued by another",
        "put self-issued CA certificates into bundles only, and intermediates into the chain that the peer sends")
    {
        Line = read.Line,
    };
}
