using Components.Pki;
using Components.Platform;
using Pulumi;
using Trust.Hierarchy;
using Trust.X509;

namespace Components.Linkerd;

/// <summary>
/// Linkerd in one region: its identity issuer under the region's root, its trust anchors from the region's bundle, CRDs, CNI plugin and control plane.
/// </summary>
public sealed class LinkerdControlPlane : ComponentResource
{
    /// <summary>Registers issuer, objects and releases. The bundle's source, cert-manager's issuer and the namespaces have to exist.</summary>
    /// <exception cref="ArgumentException">The issuer's root is not among the roots.</exception>
    public LinkerdControlPlane(string name, LinkerdControlPlaneArgs args, ComponentResourceOptions? options = null)
        : base("mtls:linkerd:LinkerdControlPlane", name, args, options)
    {
        var root = AuthoritySecret.RootOf(args.Issuer, args.Roots);
        var issuer = new IntermediateAuthority(name, args.Issuer, root, keysAreReal: true, this);
        Certificate = issuer.Certificate;

        var secret = AuthoritySecret.Register(
            $"{name}-issuer",
            LinkerdNames.IssuerSecret,
            LinkerdNames.Namespace,
            "kubernetes.io/tls",
            new InputMap<string>
            {
                ["tls.crt"] = Output.Format($"{issuer.Certificate}{CrossCertificate.Of(root, args.Roots)}"),
                ["tls.key"] = issuer.PrivateKeyPem,
                ["ca.crt"] = root.Certificate,
            },
            this);
        var objects = ManifestRegistration.RegisterAll(
            name, LinkerdManifests.For(args.Intent, args.Lifetime), new CustomResourceOptions { Parent = this });
        _ = LinkerdReleases.For(args.Intent, args.Options, args.Issuer.Generation).RegisterInOrder(name, this, [secret, .. objects]);
        RegisterOutputs();
    }

    /// <summary>The identity issuer's certificate in PEM. Public.</summary>
    [Output("certificate")]
    public Output<string> Certificate { get; private set; }

    /// <summary>
    /// The identity issuer: a CA beside the region's others, with a key and a name of its own, that signs Linkerd's identities and nothing else. It moves
    /// with cert-manager's, generation by generation and root by root.
    /// </summary>
    public static BesideAuthority Authority(string region, TimeSpan longestLeaf) => new()
    {
        Region = region,
        Signer = BesideAuthority.Linkerd,
        Names = SignedNames.LinkerdIdentities,
        KeyAlgorithm = KeyAlgorithm.EcdsaP256,
        LongestLeaf = longestLeaf,
    };
}
