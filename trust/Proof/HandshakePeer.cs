using System.Security.Cryptography.X509Certificates;
using System.Text;
using Trust.Bundles;

namespace Trust.Proof;

/// <summary>What one side of a handshake presents and what it demands.</summary>
internal sealed class HandshakePeer
{
    private readonly X509Certificate2Collection _roots;
    private readonly IReadOnlyList<TrustDomain> _accepted;

    /// <param name="leaf">What it presents.</param>
    /// <param name="store">The roots that it trusts.</param>
    /// <param name="accepted">As a server: the trust domains of which it takes clients.</param>
    /// <param name="expected">As a client: the trust domains in which it looks for the server's identity.</param>
    internal HandshakePeer(MintedLeaf leaf, Bundle store, IReadOnlyList<TrustDomain> accepted, IReadOnlyList<TrustDomain> expected)
    {
        Leaf = leaf;
        _roots = [.. store.Roots];
        _accepted = accepted;
        ExpectedNames = expected.SelectMany(domain => new[] { ProofIdentity.In(domain).ToString(), ProofIdentity.LinkerdIn(domain).Name }).ToHashSet(StringComparer.Ordinal);
        ClientDemands = Digest([store.Digest.Hex, .. ExpectedNames.Order(StringComparer.Ordinal)]);
        ServerDemands = Digest([store.Digest.Hex, .. accepted.Select(domain => domain.Name).Order(StringComparer.Ordinal)]);
        Edges = [.. leaf.Chain.Concat(store.Roots).SelectMany(certificate => new DateTimeOffset[] { certificate.NotBefore, certificate.NotAfter }).Distinct()];
    }

    /// <summary>What decides whether it accepts a server.</summary>
    internal Fingerprint ClientDemands { get; }

    /// <summary>What decides whether it accepts a client.</summary>
    internal Fingerprint ServerDemands { get; }

    /// <summary>The instants at which a window opens or closes, of what it sends and of what it trusts.</summary>
    internal IReadOnlyList<DateTimeOffset> Edges { get; }

    /// <summary>What it presents.</summary>
    internal MintedLeaf Leaf { get; }

    /// <summary>The identities of an expected server: a URI in Istio's mesh and outside, a DNS name in Linkerd's.</summary>
    internal IReadOnlySet<string> ExpectedNames { get; }

    /// <summary>Whether a client of an identity is accepted.</summary>
    internal bool Accepts(string name) => _accepted.Any(domain =>
        name.StartsWith($"{domain.Id}/", StringComparison.Ordinal) || name.EndsWith(ProofIdentity.LinkerdSuffix(domain), StringComparison.Ordinal));

    private static Fingerprint Digest(IEnumerable<string> parts) => Fingerprint.Of(Encoding.UTF8.GetBytes(string.Join('\n', parts)));

    /// <summary>Its demands on the peer's chain: nothing but its roots, at an instant, and nothing fetched.</summary>
    internal X509ChainPolicy PolicyAt(DateTimeOffset at)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = at.UtcDateTime,
            VerificationTimeIgnored = false,
        };
        policy.CustomTrustStore.AddRange(_roots);
        return policy;
    }
}
