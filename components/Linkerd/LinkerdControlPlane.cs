using Components.Pki;
using Components.Platform;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
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
        var root = args.Roots.FirstOrDefault(candidate => candidate.Plan.Name == args.Issuer.Root)
            ?? throw new ArgumentException($"{args.Issuer.Name}: its root '{args.Issuer.Root}' is not among the roots");
        var issuer = new IntermediateAuthority(name, args.Issuer, root, keysAreReal: true, this);
        Certificate = issuer.Certificate;

        var secret = new Secret(
            $"{name}-issuer",
            new SecretArgs
            {
                Metadata = new ObjectMetaArgs { Name = LinkerdNames.IssuerSecret, Namespace = LinkerdNames.Namespace, Labels = ObjectLabels.Common() },
                Type = "kubernetes.io/tls",
                StringData = new InputMap<string>
                {
                    ["tls.crt"] = Output.Format($"{issuer.Certificate}{CrossCertificate.Of(root, args.Roots)}"),
                    ["tls.key"] = issuer.PrivateKeyPem,
                    ["ca.crt"] = root.Certificate,
                },
            },
            new CustomResourceOptions { Parent = this, Protect = true, RetainOnDelete = true });
        var objects = ManifestRegistration.RegisterAll(
            name, LinkerdManifests.For(args.Intent, args.Lifetime), new CustomResourceOptions { Parent = this });
        Resource[] previous = [secret, .. objects];
        foreach (var release in LinkerdReleases.For(args.Intent, args.Options, args.Issuer.Generation))
        {
            previous = [release.Register(name, new CustomResourceOptions { Parent = this, DependsOn = previous })];
        }

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
