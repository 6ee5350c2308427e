using Components.Intent;
using Components.Pki;
using Components.Platform;
using Components.Workloads;
using Pulumi;
using Trust;
using Trust.Bundles;
using Trust.Hierarchy;

namespace Components.Spire;

/// <summary>
/// SPIRE in one region, in the region's trust domain and below its root: server, agents, the CSI driver that mounts their socket, the identities of the
/// intent, and the federation with other regions.
/// </summary>
public sealed class SpireServer : ComponentResource
{
    /// <summary>Registers the CA above SPIRE's, the releases and the objects. The namespaces have to exist.</summary>
    /// <exception cref="ArgumentException">The root of that CA is not among the roots.</exception>
    public SpireServer(string name, SpireServerArgs args, ComponentResourceOptions? options = null)
        : base("mtls:spire:SpireServer", name, args, options)
    {
        var root = AuthoritySecret.RootOf(args.Upstream, args.Roots);
        var upstream = new IntermediateAuthority(name, args.Upstream, root, keysAreReal: true, this);
        Certificate = upstream.Certificate;
        var secret = AuthoritySecret.Register(
            $"{name}-upstream",
            SpireNames.UpstreamSecret,
            SpireNames.ServerNamespace,
            // Both ways read the keys and not the type.
            "Opaque",
            args.Options.UpstreamAuthority is SpireUpstreamAuthority.CertManager ? ForCertManager(upstream, root, args.Roots) : ForServer(upstream, root, args),
            this);
        var around = ManifestRegistration.RegisterAll(
            name, SpireManifests.Around(args.Intent, args.Options), new CustomResourceOptions { Parent = this });
        var issuer = ManifestRegistration.RegisterAll(
            name, SpireManifests.Issuer(args.Options), new CustomResourceOptions { Parent = this, DependsOn = secret });
        var server = SpireReleases.For(args.Options, args.Intent.Region, args.Upstream.Generation, args.Intent.Mesh.IssuedBySpire)
            .RegisterInOrder(name, this, [secret, .. around, .. issuer]);
        var afterServer = new CustomResourceOptions { Parent = this, DependsOn = server };
        foreach (var peer in SpireManifests.FederatedPeers(args.Intent, args.Options))
        {
            var address = args.Options.BundleEndpoints[peer.Name];
            _ = new LateManifest(
                $"{name}-federation-{peer.Name}",
                SpireManifests.Federation(peer, address, ""),
                Output.All(args.PeerRoots[peer.Name].Select(candidate => candidate.Certificate)).Apply(certificates =>
                    (Manifests.KubernetesObject)SpireManifests.Federation(peer, address, SpiffeBundle.Write([.. certificates.Select(CertificatePem.ReadSingle)]))),
                afterServer);
        }

        ManifestRegistration.RegisterAll(name, SpireManifests.Identities(args.Intent, args.Options), afterServer);
        RegisterOutputs();
    }

    /// <summary>The certificate of the CA above SPIRE's, in PEM. Public.</summary>
    [Output("certificate")]
    public Output<string> Certificate { get; private set; }

    /// <summary>
    /// The CA above SPIRE's: a CA beside the region's others, with a key and a name of its own, that may sign SPIRE's. It moves with cert-manager's,
    /// generation by generation and root by root.
    /// </summary>
    public static BesideAuthority Authority(RegionIntent intent, SpireOptions options)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(options);
        return new()
        {
            Region = intent.Region.Name,
            Signer = BesideAuthority.Spire,
            Names = SignedNames.SpireAuthority,
            LongestLeaf = options.AuthorityLifetime,
            SignsForServers = intent.Workloads.Any(SpiffeHelper.IsNeededBy),
            SignsForMesh = intent.Mesh.IssuedBySpire,
            IsToldOneRoot = options.UpstreamAuthority is SpireUpstreamAuthority.CertManager,
        };
    }

    private static InputMap<string> ForServer(IntermediateAuthority upstream, RootAuthority root, SpireServerArgs args) => new()
    {
        ["tls.crt"] = Output.Format($"{upstream.Certificate}{CrossCertificate.Of(root, args.Roots)}"),
        ["tls.key"] = upstream.PrivateKeyPem,
        // SPIRE hands out every root of this file when it next makes a CA of its own, so one is known before anything is signed below it.
        ["bundle.crt"] = Output.All(args.TrustedRoots.Select(own => own.Certificate)).Apply(own => string.Concat(own)),
    };

    /// <summary>
    /// Up to the root: without it cert-manager would name the region's CA as the end of the chain, and SPIRE would hand that out as its root.
    /// </summary>
    private static InputMap<string> ForCertManager(IntermediateAuthority upstream, RootAuthority root, IReadOnlyList<RootAuthority> roots) => new()
    {
        ["tls.crt"] = Output.Format($"{upstream.Certificate}{CrossCertificate.Of(root, roots)}{(CrossCertificate.SignerOf(root, roots) ?? root).Certificate}"),
        ["tls.key"] = upstream.PrivateKeyPem,
    };
}
