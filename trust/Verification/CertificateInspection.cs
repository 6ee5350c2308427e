using System.Security.Cryptography.X509Certificates;
using Trust.Bundles;

namespace Trust.Verification;

/// <summary>Everything that can be said about certificates of any origin without knowing what they are for.</summary>
public sealed record CertificateInspection
{
    /// <summary>What the certificates are together.</summary>
    public required CertificateSet Set { get; init; }

    /// <summary>The certificates in the order of the text.</summary>
    public required IReadOnlyList<ReadCertificate> Certificates { get; init; }

    /// <summary>What is wrong with the text, with each certificate, and with the chain that they form.</summary>
    public required IReadOnlyList<TrustFinding> Findings { get; init; }

    /// <summary>Looks at what was read.</summary>
    /// <param name="reading">The certificates.</param>
    /// <param name="at">The instant for which windows are judged.</param>
    public static CertificateInspection Of(CertificateReading reading, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var certificates = reading.Certificates;
        var set = certificates.Count switch
        {
            0 => CertificateSet.Nothing,
            _ when ChainOrder.IsBundle(certificates) => CertificateSet.Bundle,
            1 => CertificateSet.Certificate,
            _ => CertificateSet.Chain,
        };
        return new CertificateInspection
        {
            Set = set,
            Certificates = reading.Read,
            Findings =
            [
                .. reading.Findings,
                .. reading.Read.DistinctBy(read => Fingerprint.Of(read.Certificate)).SelectMany(read => One(read, at)),
                .. set == CertificateSet.Chain ? Chain(reading.Read, at) : [],
            ],
        };
    }

    private static IEnumerable<TrustFinding> One(ReadCertificate read, DateTimeOffset at) =>
        CertificateRules.Check(read.Certificate).Concat(WindowRules.Check(read.Certificate, at)).Select(finding => finding with { Line = read.Line });

    /// <summary>The order, the size, and what a verifier says who trusts the roots of the text. Where it holds none, trust is left open.</summary>
    private static IEnumerable<TrustFinding> Chain(IReadOnlyList<ReadCertificate> chain, DateTimeOffset at)
    {
        IReadOnlyList<ReadCertificate> distinct = [.. chain.DistinctBy(read => Fingerprint.Of(read.Certificate))];
        var sorted = ChainOrder.Sort(distinct) ?? distinct;
        var roots = chain.Select(read => read.Certificate).Where(ChainOrder.IsRoot).ToList();
        List<X509Certificate2> others = [.. sorted.Skip(1).Select(read => read.Certificate)];
        var verdict = ChainVerifier.Verify(sorted[0].Certificate, others, Bundle.Of(roots), at);
        return
        [
            .. ChainOrder.Check(chain),
            .. CertificateRules.CheckChainSize([.. chain.Select(read => read.Certificate)]),
            .. verdict.Findings.Where(finding => finding.Rule != TrustRule.OutsideWindow && (finding.Rule != TrustRule.NoTrustedRoot || roots.Count > 0)),
        ];
    }
}
