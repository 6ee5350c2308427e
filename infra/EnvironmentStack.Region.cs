using Components.Edge;
using Components.Guards;
using Components.Intent;
using Components.Linkerd;
using Components.Mesh;
using Components.Monitoring;
using Components.Network;
using Components.Observability;
using Components.Pki;
using Components.Platform;
using Components.Spire;
using Components.Workloads;
using Pulumi;
using Pulumi.Kubernetes;
using Trust.Bundles;
using Trust.Hierarchy;

namespace Infra;

/// <content>One region.</content>
internal static partial class EnvironmentStack
{
    /// <summary>
    /// Registers a region's components in the order in which a cluster can take them: namespaces, controllers with their CRDs, trust, the mesh,
    /// identities, and then the policies, of which the denials come last.
    /// </summary>
    private static RegisteredRegion RegisterRegion(RegionPlan plan, IReadOnlyList<RootAuthority> roots, bool keysAreReal)
    {
        var (name, intent) = (plan.Name, plan.Intent);
        RootAuthority[] bundle = [.. plan.Bundle.Select(member => roots.Single(root => root.Plan.Name == member))];
        var authorityArgs = new RegionalAuthorityArgs
        {
            Mesh = plan.MeshAuthority,
            Workloads = plan.WorkloadAuthority,
            Requests = plan.Requests,
            Roots = roots,
            TrustedRoots = bundle,
            Bundles = PkiManifests.Bundles(intent),
            IstioNamespace = intent.Mesh.RootNamespace,
            KeysAreReal = keysAreReal,
            IssuedByCertManager = intent.Mesh.IssuedByCertManager,
            ByCsiDriver = plan.Platform.CsiDriverVersion is not null,
        };
        if (plan.AwaitsItsCertificates)
        {
            return new RegisteredRegion(plan, new RegionalAuthority($"{name}-pki", authorityArgs), Cluster: null, Istio: null);
        }

        var provider = new Provider(name, new ProviderArgs
        {
            Context = intent.Region.Context,
            // A changed kubeconfig is not a changed cluster: without this, everything would be replaced.
            ClusterIdentifier = intent.Region.Cluster,
            EnableServerSideApply = true,
            // A Secret or ConfigMap whose content changes is otherwise deleted and made anew: never for protected ones such as cacerts, which
            // the engine would refuse to replace, and never while somebody reads them.
            EnableSecretMutable = true,
            EnableConfigMapMutable = true,
        });

        var platformNamespaces = new PlatformNamespaces($"{name}-platform", new PlatformNamespacesArgs { Intent = intent, Options = plan.Platform }, After());
        var namespaces = new NamespaceEnrolment($"{name}-namespaces", new NamespaceEnrolmentArgs { Intent = intent }, After());
        var certManager = new CertManager($"{name}-cert-manager", new CertManagerArgs { Options = plan.Platform }, After(platformNamespaces));
        var trustManager = new TrustManager($"{name}-trust-manager", new TrustManagerArgs { Options = plan.Platform }, After(certManager));

        Resource[] approval = plan.Platform.ApproverVersion is null
            ? []
            :
            [
                new RequestApproval(
                    $"{name}-approval",
                    new RequestApprovalArgs { Intent = intent, Options = plan.Platform, Scope = plan.WorkloadAuthority.Scope, Lifetime = plan.Certificates },
                    After(certManager)),
            ];

        Resource[] delivery = plan.Platform.CsiDriverVersion is null
            ? []
            : [new CsiDriver($"{name}-csi-driver", new CsiDriverArgs { Intent = intent, Options = plan.Platform }, After(certManager, platformNamespaces))];

        if (plan.Platform.SealedSecretsVersion is not null)
        {
            _ = new SealedSecretsController(
                $"{name}-sealed-secrets", new SealedSecretsControllerArgs { Intent = plan.Intent, Options = plan.Platform }, After(platformNamespaces));
        }

        var authority = new RegionalAuthority(
            $"{name}-pki",
            authorityArgs,
            After(trustManager, namespaces));
        SpireServer? spireServer = null;
        if (plan.Platform.Spire is { } spire)
        {
            spireServer = new SpireServer(
                $"{name}-spire",
                new SpireServerArgs
                {
                    Intent = intent,
                    Options = spire,
                    Upstream = plan.Beside(BesideAuthority.Spire),
                    Roots = roots,
                    TrustedRoots =
                    [
                        .. plan.Trust.RootsOf(name).Where(own => own.State.IsTrusted()).Select(own => roots.Single(root => root.Plan.Name == own.Name)),
                    ],
                    PeerRoots = intent.Peers.ToDictionary(
                        peer => peer.Name,
                        peer => (IReadOnlyList<RootAuthority>)[.. plan.Trust.RootsOf(peer.Name).Select(own => roots.Single(root => root.Plan.Name == own.Name))]),
                },
                // Where cert-manager signs for it, it gets no CA before its request may be approved.
                After([authority, platformNamespaces, .. approval]));
        }

        Resource signer = intent is { HasIstio: true, Mesh.IssuedByCertManager: true }
            ? new IstioCsr($"{name}-istio-csr", new IstioCsrArgs { Intent = intent, Options = plan.Platform }, After(authority, certManager))
            : authority;
        var istio = !intent.HasIstio ? null : new Istio(
            $"{name}-istio", new IstioArgs { Intent = intent, Options = plan.Platform, Roots = Certificates(bundle) },
            // Gateways whose certificates are SPIRE's become ready only with them.
            intent.Mesh.IssuedBySpire && spireServer is not null ? After(signer, spireServer) : After(signer));
        // What Istio's CRDs or its gateways' namespace have to be there for.
        Resource mesh = istio ?? signer;

        var identities = new ServiceIdentities($"{name}-identities", new ServiceIdentitiesArgs { Intent = intent }, After(namespaces));
        var peers = new PeerAuthentications($"{name}-peers", new PeerAuthenticationsArgs { Intent = intent }, After(mesh, namespaces));
        _ = new AccessLogging($"{name}-access-log", new AccessLoggingArgs { Intent = intent }, After(mesh));
        var eastWest = new EastWestGateway($"{name}-east-west", new EastWestGatewayArgs { Intent = intent }, After(mesh));
        var traffic = new TrafficPolicies($"{name}-traffic", new TrafficPoliciesArgs { Intent = intent }, After(mesh, identities));
        Resource[] routing = intent.Waypoints.Count == 0
            ? [eastWest, traffic]
            : [eastWest, traffic, new AmbientWaypoints($"{name}-waypoints", new AmbientWaypointsArgs { Intent = intent }, After(mesh, namespaces))];
        var authorization = new AuthorizationPolicies(
            $"{name}-authorization", new AuthorizationPoliciesArgs { Intent = intent }, After([peers, .. routing]));
        var network = new NetworkIsolation($"{name}-network", new NetworkIsolationArgs { Intent = intent }, After(mesh, namespaces));

        var stepCa = plan.Platform.StepCa is null
            ? null
            : new StepCa(
                $"{name}-step-ca",
                new StepCaArgs
                {
                    Intent = intent,
                    Options = plan.Platform,
                    Intermediate = plan.Beside(BesideAuthority.Step),
                    Roots = roots,
                    Bundle = authority.Bundle,
                },
                After(authority, certManager, platformNamespaces));
        Resource issuing = stepCa is null ? authority : stepCa;
        if (stepCa?.AutocertPassword is { } password)
        {
            _ = new Autocert(
                $"{name}-autocert",
                new AutocertArgs
                {
                    Intent = intent,
                    Options = plan.Platform,
                    Intermediate = plan.Beside(BesideAuthority.Step),
                    Roots = roots,
                    Bundle = authority.Bundle,
                    Password = password,
                },
                After(stepCa, platformNamespaces, namespaces));
        }

        if (intent.HasLinkerd)
        {
            var linkerd = new LinkerdControlPlane(
                $"{name}-linkerd",
                new LinkerdControlPlaneArgs
                {
                    Intent = intent,
                    Options = plan.Platform,
                    Issuer = plan.Beside(BesideAuthority.Linkerd),
                    Roots = roots,
                    Lifetime = plan.Certificates,
                },
                After(issuing, platformNamespaces));
            _ = new LinkerdAuthorizations(
                $"{name}-linkerd-authorization", new LinkerdAuthorizationsArgs { Intent = intent }, After(linkerd, namespaces));
        }

        var clients = new ClientCertificates($"{name}-clients", new ClientCertificatesArgs { Intent = intent, Lifetime = plan.Certificates }, After(issuing));

        if (intent.Edge is not null)
        {
            // A name at the edge leads somewhere only after the workload's own policies are there.
            _ = new PublicEdge($"{name}-edge", new PublicEdgeArgs { Intent = intent }, After(authority, authorization, network));
        }

        _ = new NatsServers($"{name}-nats", new NatsServersArgs { Intent = intent, Lifetime = plan.Certificates }, AfterDenials());
        _ = new PostgresServers($"{name}-postgres", new PostgresServersArgs { Intent = intent, Lifetime = plan.Certificates }, AfterDenials());
        if (intent.Workloads.Any(workload => workload.Kind is ServerKind.Https))
        {
            _ = new HttpsServers($"{name}-https", new HttpsServersArgs { Intent = intent, Lifetime = plan.Certificates }, AfterDenials());
        }

        if (intent.Workloads.Any(workload => workload.Kind is ServerKind.Redis))
        {
            _ = new RedisServers($"{name}-redis", new RedisServersArgs { Intent = intent, Lifetime = plan.Certificates }, AfterDenials());
        }

        _ = new TutorialWorkloads(
            $"{name}-tutorial", new TutorialWorkloadsArgs { Intent = intent, Lifetime = plan.Certificates }, AfterDenials());
        if (plan.HasGuards)
        {
            // After everything that they would have to let in.
            _ = new AdmissionGuards(
                $"{name}-guards", new AdmissionGuardsArgs { Intent = intent, Options = plan.Platform, Lifetime = plan.Certificates }, AfterDenials());
        }

        if (intent.Jaeger is { } jaeger)
        {
            _ = new Jaeger($"{name}-jaeger", new JaegerArgs { Options = jaeger }, AfterDenials());
        }

        if (intent.Kiali is not null)
        {
            _ = new Kiali($"{name}-kiali", new KialiArgs { Intent = intent, Lifetime = plan.Certificates }, AfterDenials());
        }

        _ = new MeshMonitoring(
            $"{name}-monitoring",
            new MeshMonitoringArgs { Intent = intent, Options = plan.Monitoring, Hierarchy = plan.Trust },
            After(mesh));
        return new RegisteredRegion(plan, authority, provider, istio);

        // What runs here starts closed, not open until its policies arrive.
        ComponentResourceOptions AfterDenials() => After([clients, identities, authorization, network, .. delivery]);

        ComponentResourceOptions After(params Resource[] earlier) => new() { Providers = { provider }, DependsOn = earlier };
    }

    private static InputList<string> Certificates(IEnumerable<RootAuthority> roots) => roots.Select(root => root.Certificate).ToArray();
}
