using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Trust.Bundles;
using Trust.Hierarchy;
using Trust.Issuing;
using Trust.X509;

namespace Trust.Proof;

/// <summary>
/// Makes the certificates of a proof, each once. Everything above the leaves is what a deployment with the same keys has, byte by byte. Rules of
/// issuing are not looked at: the handshakes are to find what is wrong.
/// </summary>
internal sealed class ProofMint(string environment, IProofKeys keys)
{
    private readonly Dictionary<RootPlan, CertificateAuthority> _roots = [];
    private readonly Dictionary<(RootPlan, RootPlan), X509Certificate2> _crosses = [];
    private readonly Dictionary<(IntermediatePlan, RootPlan), CertificateAuthority> _intermediates = [];
    private readonly Dictionary<(LeafPlan, Validity, bool), MintedLeaf> _leaves = [];
    private readonly Dictionary<string, ECDsa> _leafKeys = [];
    private readonly Dictionary<(Fingerprint, Bundle, string), HandshakePeer> _peers = [];
    private readonly Dictionary<string, Bundle> _bundles = [];

    /// <summary>The bundle that holds these roots.</summary>
    internal Bundle Bundle(IReadOnlyList<RootPlan> roots)
    {
        var key = string.Concat(roots.Select(root => root.AsCertificate()));
        if (!_bundles.TryGetValue(key, out var bundle))
        {
            bundle = Bundles.Bundle.Of(roots.Select(root => Root(root).Certificate));
            _bundles.Add(key, bundle);
        }

        return bundle;
    }

    /// <summary>A leaf with its chain, ready to be presented.</summary>
    /// <param name="plan">The leaf.</param>
    /// <param name="validity">Its window.</param>
    /// <param name="asServer">Which side it plays outside the mesh; leaves of the mesh play both.</param>
    internal MintedLeaf Leaf(LeafPlan plan, Validity validity, bool asServer)
    {
        var isServer = asServer && plan.Signer is { Use: IntermediateUse.Workloads, Names: SignedNames.Region };
        if (!_leaves.TryGetValue((plan, validity, isServer), out var leaf))
        {
            leaf = Mint(plan, validity, isServer);
            _leaves.Add((plan, validity, isServer), leaf);
        }

        return leaf;
    }

    /// <summary>A peer, each once: whole rows of the matrix share theirs.</summary>
    internal HandshakePeer Peer(MintedLeaf leaf, IReadOnlyList<RootPlan> roots, IReadOnlyList<TrustDomain> accepted, IReadOnlyList<TrustDomain> expected)
    {
        var bundle = Bundle(roots);
        var key = (leaf.Digest, bundle, $"{string.Join(' ', accepted)}\n{string.Join(' ', expected)}");
        if (!_peers.TryGetValue(key, out var peer))
        {
            peer = new HandshakePeer(leaf, bundle, accepted, expected);
            _peers.Add(key, peer);
        }

        return peer;
    }

    private MintedLeaf Mint(LeafPlan plan, Validity validity, bool isServer)
    {
        var identity = ProofIdentity.In(plan.TrustDomain);
        var profile = (plan.Signer.Use, isServer) switch
        {
            _ when plan.Signer.Names == SignedNames.LinkerdIdentities => SignerProfiles.LinkerdProxy(ProofIdentity.LinkerdIn(plan.TrustDomain), validity),
            _ when plan.Signer.Names == SignedNames.SpireAuthority => CertificateProfiles.Workload(identity, validity),
            (IntermediateUse.Mesh, _) => CertificateProfiles.Workload(identity, validity),
            (_, true) => CertificateProfiles.Server([ProofIdentity.Host], identity, validity),
            _ => CertificateProfiles.Client(identity, commonName: null, validity),
        };
        var key = LeafKey(plan.Signer.Region);
        var upstream = Intermediate(plan.Signer, plan.Root);
        var signer = plan.Signer.Names == SignedNames.SpireAuthority ? SpireOwn(plan, upstream, validity) : upstream;
        var certificate = CertificateIssuer.IssueAnyway(profile, new PublicKey(key), signer).CopyWithPrivateKey(key);
        X509Certificate2Collection chain = signer == upstream ? [upstream.Certificate] : [signer.Certificate, upstream.Certificate];
        if (plan.CrossSigner is { } crossSigner)
        {
            chain.Add(Cross(plan.Root, crossSigner));
        }

        return new MintedLeaf(certificate, [.. chain], SslStreamCertificateContext.Create(certificate, chain, offline: true));
    }

    private CertificateAuthority Root(RootPlan plan)
    {
        var same = plan.AsCertificate();
        if (!_roots.TryGetValue(same, out var root))
        {
            using var platform = keys.Root(plan);
            var key = SigningKey.Of(platform);
            root = new CertificateAuthority(CertificateIssuer.SelfSign(plan.ToProfile(environment), key), key);
            _roots.Add(same, root);
        }

        return root;
    }

    private X509Certificate2 Cross(RootPlan plan, RootPlan issuer)
    {
        if (!_crosses.TryGetValue((plan, issuer), out var cross))
        {
            var profile = plan.ToCrossProfile(environment, issuer);
            cross = CertificateIssuer.IssueAnyway(profile, Root(plan).Certificate.PublicKey, Root(issuer));
            _crosses.Add((plan, issuer), cross);
        }

        return cross;
    }

    private CertificateAuthority Intermediate(IntermediatePlan plan, RootPlan root)
    {
        if (!_intermediates.TryGetValue((plan, root), out var intermediate))
        {
            using var platform = keys.Intermediate(plan);
            var key = SigningKey.Of(platform);
            intermediate = new CertificateAuthority(CertificateIssuer.IssueAnyway(plan.ToProfile(), key.PublicKey, Root(root)), key);
            _intermediates.Add((plan, root), intermediate);
        }

        return intermediate;
    }

    /// <summary>The CA that SPIRE makes for itself every few hours: it lives as long as the leaf, for only what stands above it decides.</summary>
    private CertificateAuthority SpireOwn(LeafPlan leaf, CertificateAuthority upstream, Validity validity)
    {
        using var platform = keys.Spire(leaf.Signer.Region);
        var key = SigningKey.Of(platform);
        return new CertificateAuthority(CertificateIssuer.IssueAnyway(SignerProfiles.SpireOwn(leaf.TrustDomain, validity), key.PublicKey, upstream), key);
    }

    private ECDsa LeafKey(string region)
    {
        if (!_leafKeys.TryGetValue(region, out var key))
        {
            key = keys.Leaf(region);
            _leafKeys.Add(region, key);
        }

        return key;
    }
}
