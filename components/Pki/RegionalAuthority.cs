using System.Collections.Immutable;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Trust.Hierarchy;

namespace Components.Pki;

/// <summary>
/// A region's CAs: the mesh's intermediate as istiod's <c>cacerts</c> or as cert-manager's <see cref="MeshIssuer"/>, cert-manager's intermediate behind the
/// <see cref="WorkloadIssuer"/>, and the region's bundle for all who are not in the mesh.
/// </summary>
/// <remarks>
/// The two intermediates have keys of their own: whoever steals the one cannot sign as the other, and either can be replaced alone. The
/// bundle is published before anything can be issued under it. Istiod looks for <c>cacerts</c> when it starts, so it has to come after
/// this.
/// </remarks>
public sealed class RegionalAuthority : ComponentResource
{
    private const string IssuerType = "kubernetes.io/tls";

    /// <summary>
    /// Registers keys, Secrets, bundle and issuer. The namespaces and the CRDs of cert-manager and trust-manager have to exist.
    /// </summary>
    public RegionalAuthority(string name, RegionalAuthorityArgs args, ComponentResourceOptions? options = null)
        : base("mtls:pki:RegionalAuthority", name, args, options)
    {
        TrustDomain = Output.Create(args.Workloads.Scope.TrustDomain.Name);
        Bundle = CombinedBundle.Of(args.TrustedRoots);
        CertificateRequests = Requests(name, args);
        if (args.Requests.Any(request => request.Name == args.Workloads.Name))
        {
            // The region's first certificates are still to be signed: there are its keys and the requests, and nothing to deploy yet.
            MeshCertificate = MeshFingerprint = WorkloadCertificate = WorkloadFingerprint = Output.Create("");
            RegisterOutputs();
            return;
        }

        var mesh = args.Mesh is { } istiod
            ? new IntermediateAuthority($"{name}-mesh", istiod, AuthoritySecret.RootOf(istiod, args.Roots), args.KeysAreReal, this)
            : null;
        var workloads = new IntermediateAuthority(
            $"{name}-workload", args.Workloads, AuthoritySecret.RootOf(args.Workloads, args.Roots), args.KeysAreReal, this);
        (MeshCertificate, MeshFingerprint) = (mesh?.Certificate ?? Output.Create(""), mesh?.Fingerprint ?? Output.Create(""));
        (WorkloadCertificate, WorkloadFingerprint) = (workloads.Certificate, workloads.Fingerprint);

        var published = PublishBundle(name, args);
        if (mesh is not null && args.Mesh is { } plan)
        {
            _ = args.IssuedByCertManager
                ? AuthoritySecret.Register(
                    $"{name}-{MeshIssuer.Name}", MeshIssuer.Name, args.IstioNamespace, IssuerType, ForCertManager(args, plan, mesh), this, published)
                : AuthoritySecret.Register($"{name}-cacerts", "cacerts", args.IstioNamespace, "Opaque", ForIstiod(args, plan, mesh), this, published);
        }

        var signer = AuthoritySecret.Register(
            $"{name}-workload-ca",
            WorkloadIssuer.SecretName,
            args.CertManagerNamespace,
            IssuerType,
            ForCertManager(args, args.Workloads, workloads),
            this,
            published);
        var policies = ManifestRegistration.RegisterAll(
            name,
            WorkloadIssuerPolicies.For(args.Workloads.Scope, args.CertManagerNamespace, args.ByCsiDriver),
            new CustomResourceOptions { Parent = this });
        _ = new ManifestResource(
            $"{name}-issuer", PkiManifests.Issuer(), new CustomResourceOptions { Parent = this, DependsOn = [signer, .. policies] });
        RegisterOutputs();
    }

    /// <summary>The region's trust domain.</summary>
    [Output("trustDomain")]
    public Output<string> TrustDomain { get; private set; }

    /// <summary>The region's bundle in PEM. Public.</summary>
    [Output("bundle")]
    public Output<string> Bundle { get; private set; }

    /// <summary>
    /// By name of the intermediate, the request with which an external root is asked to sign it; empty where nobody is asked. Public.
    /// </summary>
    [Output("certificateRequests")]
    public Output<ImmutableDictionary<string, string>> CertificateRequests { get; private set; }

    /// <summary>The certificate of istiod's intermediate in PEM. Public; empty while it is still to be signed, and in a region without Istio.</summary>
    [Output("meshCertificate")]
    public Output<string> MeshCertificate { get; private set; }

    /// <summary>Its SHA-256.</summary>
    [Output("meshFingerprint")]
    public Output<string> MeshFingerprint { get; private set; }

    /// <summary>The certificate of cert-manager's intermediate in PEM. Public.</summary>
    [Output("workloadCertificate")]
    public Output<string> WorkloadCertificate { get; private set; }

    /// <summary>Its SHA-256.</summary>
    [Output("workloadFingerprint")]
    public Output<string> WorkloadFingerprint { get; private set; }

    private Output<ImmutableDictionary<string, string>> Requests(string name, RegionalAuthorityArgs args)
    {
        var requests = new InputMap<string>();
        foreach (var plan in args.Requests)
        {
            var key = IntermediateRequest.Key($"{name}-{(plan.Use == IntermediateUse.Mesh ? "mesh" : "workload")}", plan, this);
            requests.Add(plan.Name, IntermediateRequest.Pem(plan, key));
        }

        return requests.ToOutput();
    }

    /// <summary>
    /// Istiod's form: the signing CA, its key, what workloads trust, and the chain that they send along, without the root. Where another root has
    /// signed that root, its certificate for it is a part of the chain, for verifiers that know only the other one.
    /// </summary>
    private InputMap<string> ForIstiod(RegionalAuthorityArgs args, IntermediatePlan plan, IntermediateAuthority mesh) => new()
    {
        ["ca-cert.pem"] = mesh.Certificate,
        ["ca-key.pem"] = mesh.PrivateKeyPem,
        ["root-cert.pem"] = Bundle,
        ["cert-chain.pem"] = Output.Format($"{mesh.Chain}{CrossCertificate.Of(AuthoritySecret.RootOf(plan, args.Roots), args.Roots)}"),
    };

    /// <summary>
    /// cert-manager's form: it copies <c>tls.crt</c> behind every leaf, up to the root, which becomes the leaf Secret's <c>ca.crt</c>.
    /// </summary>
    private static InputMap<string> ForCertManager(RegionalAuthorityArgs args, IntermediatePlan plan, IntermediateAuthority authority)
    {
        var root = AuthoritySecret.RootOf(plan, args.Roots);
        var top = CrossCertificate.SignerOf(root, args.Roots) ?? root;
        return new()
        {
            ["tls.crt"] = Output.Format($"{authority.Chain}{CrossCertificate.Of(root, args.Roots)}{top.Certificate}"),
            ["tls.key"] = authority.PrivateKeyPem,
        };
    }

    /// <summary>trust-manager reads the bundle from a ConfigMap of its own, never from a Secret that also holds a key.</summary>
    private ManifestResource PublishBundle(string name, RegionalAuthorityArgs args)
    {
        var roots = new ConfigMap(
            $"{name}-roots",
            new ConfigMapArgs
            {
                Metadata = new ObjectMetaArgs { Name = TrustBundle.SourceName, Namespace = args.CertManagerNamespace, Labels = ObjectLabels.Common() },
                Data = new InputMap<string> { [TrustBundle.Key] = Bundle },
            },
            new CustomResourceOptions { Parent = this });
        var options = new CustomResourceOptions { Parent = this, DependsOn = roots };
        foreach (var keystore in args.Bundles.Where(bundle => bundle.Metadata.Name != TrustBundle.Name))
        {
            _ = new ManifestResource($"{name}-{keystore.Metadata.Name}", keystore, options);
        }

        return new ManifestResource($"{name}-trust-bundle", args.Bundles.Single(bundle => bundle.Metadata.Name == TrustBundle.Name), options);
    }
}
