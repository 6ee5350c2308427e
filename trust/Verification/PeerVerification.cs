using System.Security.Cryptography.X509Certificates;
using Trust.Bundles;
using Trust.X509;

namespace Trust.Verification;

/// <summary>A peer's certificate as a careful verifier judges it: the chain, the strength of what the chain is made of, and the name.</summary>
public sealed record PeerVerification
{
    /// <summary>The leaf.</summary>
    public required X509Certificate2 Leaf { get; init; }

    /// <summary>What the peer sends along.</summary>
    public IReadOnlyList<X509Certificate2> Intermediates { get; init; } = [];

    /// <summary>The roots that are trusted.</summary>
    public required Bundle Bundle { get; init; }

    /// <summary>The instant.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The side that the peer plays; null looks at no extended key usage.</summary>
    public ExtendedKeyUsage? Usage { get; init; }

    /// <summary>The SPIFFE ID that the peer is to have; null for any.</summary>
    public SpiffeId? SpiffeId { get; init; }

    /// <summary>The DNS name that the peer is to have; null for any.</summary>
    public DnsName? DnsName { get; init; }

    /// <summary>The verdict, with every reason against the peer.</summary>
    public ChainVerdict Verdict()
    {
        var chain = ChainVerifier.Verify(Leaf, Intermediates, Bundle, At, Usage);
        var windows = Windows().ToList();
        return chain with
        {
            Findings =
            [
                // The platform says that a window is left; which end of it, and when, is said here.
                .. chain.Findings.Where(finding => finding.Rule != TrustRule.OutsideWindow || windows.Count == 0),
                .. chain.Findings.Any(finding => finding.Rule == TrustRule.OutsideWindow) ? windows : [],
                .. Intermediates.Prepend(Leaf).SelectMany(CertificateRules.CheckStrength),
                .. CertificateRules.CheckChainSize([Leaf, .. Intermediates]),
                .. SpiffeId is { } id ? NameRules.Check(Leaf, id) : [],
                .. DnsName is { } name ? NameRules.Check(Leaf, name) : [],
            ],
        };
    }

    private IEnumerable<TrustFinding> Windows() => Intermediates.Prepend(Leaf).Concat(Bundle.Roots)
        .SelectMany(certificate => WindowRules.Check(certificate, At)).Where(finding => finding.Rule == TrustRule.OutsideWindow);
}
