using System.Security.Cryptography.X509Certificates;

namespace Trust.Verification;

/// <summary>What a text of certificates holds, and what is wrong with the text.</summary>
/// <param name="Read">The certificates that could be read, in their order.</param>
/// <param name="Findings">What could not be read, and what should not be there.</param>
public sealed record CertificateReading(IReadOnlyList<ReadCertificate> Read, IReadOnlyList<TrustFinding> Findings)
{
    /// <summary>The certificates alone.</summary>
    public IReadOnlyList<X509Certificate2> Certificates => [.. Read.Select(read => read.Certificate)];

    /// <summary>Whether everything in the text was a certificate.</summary>
    public bool IsReadable => !Findings.Any(finding => finding.Rule is TrustRule.UnreadableCertificate or TrustRule.PrivateKeyFound);
}
