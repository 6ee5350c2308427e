using Components.Guards;
using Components.Intent;
using Components.Mesh;
using Components.Platform;
using Infra;
using Infra.Planning;
using Manifests;
using Manifests.Admission.V1;
using Manifests.Apps.V1;
using Manifests.Core.V1;
using Manifests.Istio.Security.V1;
using Manifests.Validation;
using Shouldly;
using Tests.Components.Monitoring;
using Tests.Components.Workloads;
using Tests.Support;
using Xunit;

namespace Tests.Components.Guards;

/// <summary>The admission policies, with their expressions evaluated by an implementation of CEL that is not ours.</summary>
public sealed class GuardTests
{
    private const string Mesh = "us.mesh.acme.example";

    /// <summary>A caller of prod's orders, and a request that it may make there.</summary>
    private const string Web = $"from: [{{ source: {{ principals: [{Mesh}/ns/shop/sa/web] }} }}], ";
    private const string Show = "ports: ['8080'], methods: [GET], paths: [/orders]";

    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly RegionPlan Us = Plan("prod").Regions.Single(region => region.Name == "us");

    private static readonly AdmissionServer Server = new(All(Us));

    /// <summary>The same guards by Gatekeeper; what every region has for its issuers stays with the API server.</summary>
    private static readonly AdmissionServer Gatekeeper = new([.. GatekeeperObjects(Us), .. ForIssuers(Us)]);

    public static TheoryData<string, string, string> Refused => new()
    {
        { "another namespace takes plaintext", "shop", PeerAuthentication("shop", "lax", "mtls: { mode: PERMISSIVE }") },
        { "the whole mesh takes plaintext", "istio-system", PeerAuthentication("istio-system", "default", "mtls: { mode: PERMISSIVE }") },
        { "mutual TLS is off", "shop", PeerAuthentication("shop", "default", "mtls: { mode: DISABLE }") },
        { "the exception's namespace goes further than it may", "legacy-erp", PeerAuthentication("legacy-erp", "default", "mtls: { mode: DISABLE }") },
        {
            "one port takes plaintext",
            "shop",
            PeerAuthentication("shop", "web", "selector: { matchLabels: { app: web } }\n  portLevelMtls: { 8080: { mode: STRICT }, 9999: { mode: DISABLE } }")
        },
        { "anybody may call anything", "shop", Authorization("shop", "all", "rules: [{}]") },
        { "callers of a namespace, in every trust domain", "shop", Authorization("shop", "ns", "rules: [{ from: [{ source: { namespaces: [shop] } }] }]") },
        { "any certificate at all", "shop", Authorization("shop", "any", "rules: [{ from: [{ source: { principals: ['*'] } }] }]") },
        { "every service account of a namespace", "shop", Authorization("shop", "sas", $"rules: [{{ from: [{{ source: {{ principals: ['{Mesh}/ns/shop/sa/*'] }} }}] }}]") },
        { "one caller more than the stack file has", "shop", Authorization("shop", "orders", $"rules: [{{ from: [{{ source: {{ principals: [{Mesh}/ns/shop/sa/cache] }} }}] }}]") },
        { "a policy beside the stack file's, for a caller of the mesh", "shop", Authorization("shop", "one", $"rules: [{{ from: [{{ source: {{ principals: [{Mesh}/ns/shop/sa/web] }} }}] }}]") },
        { "a policy of a gateway, opened in another namespace", "shop", Authorization("shop", "istio-ingressgateway", "rules: [{ to: [{ operation: { ports: ['8080'] } }] }]") },
        { "another mesh", "shop", Authorization("shop", "other", "rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/web] } }] }]") },
        { "everybody but one", "shop", Authorization("shop", "not", "rules: [{ from: [{ source: { notPrincipals: [a/ns/b/sa/c] } }] }]") },
        {
            "one rule names its callers, the other nobody",
            "shop",
            Authorization("shop", "two", $"rules: [{{ from: [{{ source: {{ principals: [{Mesh}/ns/shop/sa/web] }} }}] }}, {{ to: [{{ operation: {{ paths: [/x] }} }}] }}]")
        },
        { "the stack file's policy, for every workload of the namespace", "shop", Orders(Web, Show, applies: "") },
        { "the stack file's policy, for another workload", "shop", Orders(Web, Show, applies: "selector: { matchLabels: { app: web } }") },
        { "the stack file's policy, at a waypoint", "shop", Orders(Web, Show, applies: "targetRefs: [{ kind: Service, name: orders, group: '' }]") },
        { "the stack file's policy, with another port", "shop", Orders(Web, "ports: ['8080', '9090'], methods: [GET], paths: [/orders]") },
        { "the stack file's policy, with all ports", "shop", Orders(Web, "methods: [GET], paths: [/orders]") },
        { "the stack file's policy, with another method", "shop", Orders(Web, "ports: ['8080'], methods: [GET, DELETE], paths: [/orders]") },
        { "the stack file's policy, with all methods", "shop", Orders(Web, "ports: ['8080'], paths: [/orders]") },
        { "the stack file's policy, with all paths", "shop", Orders(Web, "ports: ['8080'], methods: [GET]") },
        { "the stack file's policy, with a path that takes more", "shop", Orders(Web, "ports: ['8080'], methods: [GET], paths: [/orders, /*]") },
        { "the stack file's policy, with no more than a denied path", "shop", Orders(Web, "ports: ['8080'], methods: [GET], notPaths: [/admin]") },
        { "the stack file's policy, with another caller's request", "shop", Orders(Web, "ports: ['8080'], methods: [PATCH], paths: ['/orders/{*}/shipment']") },
        { "the stack file's policy, with its request for everybody", "shop", Orders("", Show) },
        { "the stack file's policy, with its request for whoever has no identity", "shop", Orders("from: [{ source: { notPrincipals: ['*'] } }], ", Show) },
        { "the stack file's policy, with one caller of any request", "shop", Authorization("shop", "orders", $"selector: {{ matchLabels: {{ app: orders }} }}\n  rules: [{{ from: [{{ source: {{ principals: [{Mesh}/ns/shop/sa/web] }} }}] }}]") },
        { "calls in plaintext", "shop", Destination("trafficPolicy: { tls: { mode: DISABLE } }") },
        { "calls in plaintext on one port", "shop", Destination("trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode: DISABLE } }] }") },
        { "calls in plaintext to a subset", "shop", Destination("subsets: [{ name: v1, trafficPolicy: { tls: { mode: DISABLE } } }]") },
        { "calls whoever answers", "shop", Destination("trafficPolicy: { tls: { mode: SIMPLE, insecureSkipVerify: true } }") },
        { "a proxy configured by hand", "shop", "apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: { name: x, namespace: shop }\nspec: {}\n" },
        { "a pod without a sidecar", "shop", Pod("shop", "labels: { app: x, sidecar.istio.io/inject: 'false' }") },
        { "a pod without a sidecar by annotation", "shop", Pod("shop", "annotations: { sidecar.istio.io/inject: 'false' }") },
        { "a port past the sidecar", "shop", Pod("shop", "annotations: { traffic.sidecar.istio.io/excludeInboundPorts: '8080' }") },
        { "a pod on the node's network", "shop", Pod("shop", "labels: { app: x }", "hostNetwork: true") },
        { "a namespace out of the mesh", "shop", Namespace("shop", "istio-injection: disabled, pod-security.kubernetes.io/enforce: restricted") },
        { "a namespace with a label beside", "shop", Namespace("shop", "istio.io/rev: default, istio-injection: disabled, pod-security.kubernetes.io/enforce: restricted") },
        { "a namespace without labels", "shop", Namespace("shop", "a: b") },
        { "a namespace whose pods may be anything", "shop", Namespace("shop", "istio-injection: enabled, pod-security.kubernetes.io/enforce: privileged") },
        { "a foreign issuer", "shop", Certificate("issuerRef: { name: mine, kind: Issuer, group: cert-manager.io }") },
        { "an issuer of their own", "shop", "apiVersion: cert-manager.io/v1\nkind: Issuer\nmetadata: { name: mine, namespace: shop }\nspec: { selfSigned: {} }\n" },
        { "an RSA key", "shop", Certificate("privateKey: { algorithm: RSA, size: 2048 }") },
        { "no algorithm, which is RSA", "shop", Certificate("privateKey: {}") },
        { "a key that stays", "shop", Certificate("privateKey: { algorithm: ECDSA, rotationPolicy: Never }") },
        { "a year", "shop", Certificate("duration: 8760h") },
        { "ninety days, which is cert-manager's default", "shop", Certificate("duration:") },
        { "a CA", "shop", Certificate("isCA: true") },
        { "another namespace's identity", "shop", Certificate($"uris: ['spiffe://{Mesh}/ns/payments/sa/checkout']") },
        { "another region's identity", "shop", Certificate("uris: ['spiffe://eu.mesh.acme.example/ns/shop/sa/web']") },
        { "another namespace's DNS name", "shop", Certificate("dnsNames: [checkout.payments.svc]") },
        { "a user of NATS by e-mail", "shop", Certificate("emailAddresses: [root@acme.example]") },
        { "another namespace's subject", "shop", Certificate($"subject: {{ organizations: [{Mesh}], organizationalUnits: [payments] }}") },
        {
            "a signing request of one's own",
            "shop",
            "apiVersion: cert-manager.io/v1\nkind: CertificateRequest\nmetadata: { name: x, namespace: shop }\nspec: { request: AA==, issuerRef: { name: workload-ca, kind: ClusterIssuer } }\n"
        },
    };

    public static TheoryData<string, string> Taken => new()
    {
        { "stricter than it must be", PeerAuthentication("legacy-erp", "default", "mtls: { mode: STRICT }") },
        { "nothing said", PeerAuthentication("shop", "x", "selector: { matchLabels: { app: web } }") },
        { "nobody may call", Authorization("shop", "none", "{}") },
        { "a denial", Authorization("shop", "deny", "action: DENY\n  rules: [{}]") },
        { "the stack file's policy, with one request", Orders(Web, Show) },
        { "the stack file's policy, for fewer pods", Orders(Web, Show, applies: "selector: { matchLabels: { app: orders, version: v2 } }") },
        { "the stack file's policy, for one host", Orders(Web, $"{Show}, hosts: [orders.shop], notPaths: [/orders/7]") },
        { "the stack file's policy, under a condition", Orders($"{Web}when: [{{ key: source.ip, values: [10.0.0.0/8] }}], ", Show) },
        { "a gateway's policy, for one caller", Authorization("istio-ingress", "istio-ingressgateway", $"selector: {{ matchLabels: {{ app: istio-ingressgateway, istio: ingressgateway }} }}\n  rules: [{{ {Web}to: [{{ operation: {{ ports: ['443'] }} }}] }}]") },
        { "limits on connections", Destination("trafficPolicy: { connectionPool: { tcp: { maxConnections: 10 } }, tls: { mode: ISTIO_MUTUAL } }") },
        { "an ordinary pod", Pod("shop", "labels: { app: x }") },
        { "a pod of the kube-system", Pod("kube-system", "labels: { app: x, sidecar.istio.io/inject: 'false' }", "hostNetwork: true") },
        { "a certificate of the namespace", Certificate($"uris: ['spiffe://{Mesh}/ns/shop/sa/web']") },
        { "a certificate of the platform", "apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: w, namespace: cert-manager }\nspec: { secretName: w, issuerRef: { name: own, kind: Issuer } }\n" },
        { "an EnvoyFilter of the platform's owners", "apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: { name: x, namespace: istio-system }\nspec: {}\n" },
    };

    [Fact]
    public void Guards_OfARegionOfLinkerdAlone_NameNoKindOfIstio()
    {
        MonitoredRegion.LinkerdAlone.HasIstio.ShouldBeFalse();

        Groups(MonitoredRegion.LinkerdAlone).ShouldNotContain(group => group.EndsWith("istio.io", StringComparison.Ordinal));
        Groups(MonitoredRegion.LinkerdAlone).ShouldContain("networking.k8s.io");
        Groups(MonitoredRegion.Intent).ShouldContain("security.istio.io");

        static IEnumerable<string> Groups(RegionIntent intent) => GuardManifests.For(intent, ServerIntents.Lifetime).OfType<ValidatingAdmissionPolicy>()
            .SelectMany(policy => policy.Spec!.MatchConstraints!.ResourceRules!)
            .SelectMany(rule => rule.ApiGroups!);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Object_ThatWeakensTheMesh_IsRefused(string what, string where, string yaml)
    {
        var request = AdmissionRequest.Yaml(yaml);

        (request.Kind == "Namespace" ? request.Name : request.Namespace).ShouldBe(where);
        var refusals = Server.Review(request).Single();
        refusals.ShouldNotBeEmpty(what);
        refusals.ShouldAllBe(refusal => !refusal.Contains("No such key", StringComparison.Ordinal));
        Gatekeeper.Review(request).Single().ShouldBe(refusals, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Taken))]
    public void Object_ThatDoesNot_IsTaken(string what, string yaml)
    {
        Server.Review(AdmissionRequest.Yaml(yaml)).Single().ShouldBeEmpty(what);
        Gatekeeper.Review(AdmissionRequest.Yaml(yaml)).Single().ShouldBeEmpty(what);
    }

    /// <summary>What closes the mesh stays; everything else may be deleted, the allows among it.</summary>
    [Fact]
    public void Deletion_OfWhatClosesTheMesh_IsRefused()
    {
        AdmissionRequest[] deletions = [.. Us.Manifests.Select(manifest => AdmissionRequest.Of(manifest) with { Operation = "DELETE" })];
        var answers = Server.Review(deletions);

        Gatekeeper.Review(deletions).ShouldBe(answers);
        var refused = deletions.Zip(answers)
            .Where(pair => pair.Second.Count > 0)
            .Select(pair => $"{pair.First.Kind} {pair.First.Namespace}/{pair.First.Name}")
            .ToList();
        refused.ShouldContain("AuthorizationPolicy istio-system/default-deny");
        refused.ShouldContain("PeerAuthentication istio-system/default");
        refused.ShouldContain("NetworkPolicy shop/default-deny");
        refused.ShouldContain("Namespace /shop");
        refused.ShouldNotContain(text => text.StartsWith("Certificate", StringComparison.Ordinal) || text.Contains("/workload-", StringComparison.Ordinal));
        refused.Count(text => text.StartsWith("AuthorizationPolicy", StringComparison.Ordinal)).ShouldBe(1);
        Server.Review(AdmissionRequest.Yaml(PeerAuthentication("shop", "lax", "mtls: { mode: STRICT }")) with { Operation = "DELETE" }).Single().ShouldBeEmpty();
    }

    /// <summary>What a deployment of the stack makes, its pods included, passes under the guards that follow from the same stack.</summary>
    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    [InlineData("homelab")]
    [InlineData("flexstack")]
    [InlineData("ambient")]
    [InlineData("canary")]
    [InlineData("linkerd-lab")]
    [InlineData("atlas")]
    [InlineData("spire")]
    public void EveryObject_OfAShippedStack_IsTaken(string stack)
    {
        foreach (var region in Plan(stack).Regions)
        {
            AdmissionRequest[] requests = [.. region.Manifests.SelectMany(Requests)];
            foreach (var server in new[] { new AdmissionServer(All(region)), new AdmissionServer(GatekeeperObjects(region)) })
            {
                foreach (var (request, refusals) in requests.Zip(server.Review(requests)))
                {
                    refusals.ShouldBeEmpty($"{region.Name}: {request.Kind} {request.Namespace}/{request.Name}");
                }
            }
        }
    }

    /// <summary>
    /// An exception is for what the stack file says, and for nothing else: the same object under another name or in another namespace is refused.
    /// </summary>
    [Fact]
    public void Plaintext_UnderAnException_IsForItsOwnObjectOnly()
    {
        PeerAuthentication[] weak = [.. PeerAuthenticationManifests.For(Us.Intent).Where(policy => policy.Metadata.Annotations?.ContainsKey("mtls/exception") == true)];
        weak.Length.ShouldBeGreaterThan(1);

        Server.Review([.. weak.Select(AdmissionRequest.Of)]).ShouldAllBe(refusals => refusals.Count == 0);
        Server.Review([.. weak.Select(policy => AdmissionRequest.Of(policy with { Metadata = policy.Metadata with { Name = "other" } }))])
            .ShouldAllBe(refusals => refusals.Count == 1);
        Server.Review([.. weak.Select(policy => AdmissionRequest.Of(policy with { Metadata = policy.Metadata with { Namespace = "identity" } }))])
            .ShouldAllBe(refusals => refusals.Count == 1);
    }

    [Fact]
    public void Requests_OfCertManager_AreTaken()
    {
        const string yaml = "apiVersion: cert-manager.io/v1\nkind: CertificateRequest\nmetadata: { name: x, namespace: shop }\nspec: { request: AA==, issuerRef: { name: workload-ca, kind: ClusterIssuer } }\n";

        Server.Review(AdmissionRequest.Yaml(yaml) with { User = "system:serviceaccount:cert-manager:cert-manager" }).Single().ShouldBeEmpty();
    }

    [Fact]
    public void Guards_OfARegion_AreTheGolden() =>
        ManifestGolden.Matches(GuardManifests.For(Us.Intent, Us.Certificates), "components/Guards/guards.golden.yaml");

    [Fact]
    public void Guards_ByGatekeeper_AreTheGolden() => ManifestGolden.Matches(GatekeeperObjects(Us), "components/Guards/gatekeeper.golden.yaml");

    [Fact]
    public void Guards_ByGatekeeper_FollowTheirSchemas() => GatekeeperObjects(Us).SelectMany(SchemaValidator.Validate).ShouldBeEmpty();

    [Fact]
    public void Constraint_WithAMistake_IsFoundByItsSchema()
    {
        const string yaml = "apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: Any\nmetadata: { name: x }\nspec: { enforcementAction: refuse, match: { kind: [] } }\n";

        SchemaValidator.Validate(AdmissionRequest.Yaml(yaml).Object).Select(error => error.Path).ShouldBe(["spec.enforcementAction", "spec.match.kind"]);
    }

    [Fact]
    public void Gatekeeper_OfAStack_IsAskedAboutItsKindsOnly_AndFailsClosed()
    {
        var release = GatekeeperRelease.For(
            new PlatformOptions { GatekeeperVersion = "3.23.0" },
            [.. GuardCatalogue.For(Us.Intent, Us.Certificates).SelectMany(guard => guard.Kinds).Select(kind => KeyValuePair.Create(kind.Group, kind.Resource)).Distinct()]);

        var values = (MapNode)Node.FromPlainObject(release.Values);
        values["validatingWebhookFailurePolicy"]!.ToString().ShouldBe("Fail");
        var rules = values["validatingWebhookCustomRules"].ShouldBeOfType<ListNode>();
        rules.Count.ShouldBe(7);
        rules.ToString()!.ShouldNotContain("resources: [\"*\"]");
    }

    [Fact]
    public void Guards_FollowTheirSchemas_AndAreAllBound()
    {
        var guards = GuardManifests.For(Us.Intent, Us.Certificates);

        guards.ShouldAllBe(guard => SchemaValidator.Validate(guard).Count == 0);
        guards.OfType<ValidatingAdmissionPolicyBinding>().Select(binding => binding.Spec!.PolicyName)
            .ShouldBe(guards.OfType<ValidatingAdmissionPolicy>().Select(policy => policy.Metadata.Name!));
    }

    [Theory]
    [InlineData("prod", false)]
    [InlineData("flexstack", true)]
    public void Guards_AreMadeWhereTheStackAsksForThem(string stack, bool asks) => Plan(stack).Regions[0].Manifests
        .Any(manifest => manifest is ValidatingAdmissionPolicy && manifest.Metadata.Name == "mtls-peer-authentication").ShouldBe(asks);

    private static EnvironmentPlan Plan(string stack) =>
        EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, stack, Today).Intent.ShouldNotBeNull());

    /// <summary>The guards, and the policies that every region has for its issuers.</summary>
    private static IEnumerable<KubernetesObject> All(RegionPlan region) =>
        GuardManifests.For(region.Intent, region.Certificates)
            .Concat(ForIssuers(region))
            .DistinctBy(policy => (policy.Kind, policy.Metadata.Name));

    private static IEnumerable<KubernetesObject> ForIssuers(RegionPlan region)
    {
        var guards = GuardManifests.For(region.Intent, region.Certificates).Select(guard => guard.Metadata.Name).ToHashSet();
        return region.Manifests
            .Where(manifest => manifest is ValidatingAdmissionPolicy or ValidatingAdmissionPolicyBinding && !guards.Contains(manifest.Metadata.Name));
    }

    private static List<KubernetesObject> GatekeeperObjects(RegionPlan region) =>
        [.. GatekeeperManifests.Templates(region.Intent, region.Certificates), .. GatekeeperManifests.Constraints(region.Intent, region.Certificates)];

    private static IEnumerable<AdmissionRequest> Requests(KubernetesObject manifest)
    {
        yield return AdmissionRequest.Of(manifest);
        var template = manifest switch
        {
            Deployment deployment => deployment.Spec!.Template,
            StatefulSet server => server.Spec!.Template,
            _ => null,
        };
        if (template is not null)
        {
            yield return AdmissionRequest.Of(new Pod
            {
                Metadata = template.Metadata! with { Name = manifest.Metadata.Name, Namespace = manifest.Metadata.Namespace },
                Spec = template.Spec,
            });
        }
    }

    private static string PeerAuthentication(string @namespace, string name, string spec) =>
        $"apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {{ name: {name}, namespace: {@namespace} }}\nspec:\n  {spec}\n";

    private static string Authorization(string @namespace, string name, string spec) =>
        $"apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {{ name: {name}, namespace: {@namespace} }}\nspec:\n  {spec}\n";

    private static string Orders(string callers, string operation, string applies = "selector: { matchLabels: { app: orders } }") =>
        Authorization("shop", "orders", $"{applies}\n  rules: [{{ {callers}to: [{{ operation: {{ {operation} }} }}] }}]");

    private static string Destination(string spec) =>
        $"apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {{ name: x, namespace: shop }}\nspec:\n  host: web.shop.svc.cluster.local\n  {spec}\n";

    private static string Pod(string @namespace, string metadata, string spec = "serviceAccountName: web") =>
        $"apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n  namespace: {@namespace}\n  {metadata}\nspec:\n  {spec}\n";

    private static string Namespace(string name, string labels) => $"apiVersion: v1\nkind: Namespace\nmetadata: {{ name: {name}, labels: {{ {labels} }} }}\n";

    /// <summary>A certificate that is fine but for what is said.</summary>
    private static string Certificate(string change)
    {
        string[] fine =
        [
            "issuerRef: { name: workload-ca, kind: ClusterIssuer, group: cert-manager.io }",
            "privateKey: { algorithm: ECDSA, size: 256, rotationPolicy: Always }",
            "duration: 720h",
        ];
        var key = change[..change.IndexOf(':', StringComparison.Ordinal)];
        IEnumerable<string> lines = [.. fine.Where(line => !line.StartsWith($"{key}:", StringComparison.Ordinal)), .. change == "duration:" ? (string[])[] : [change]];
        return $"apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {{ name: x, namespace: shop }}\nspec:\n  secretName: x\n  {string.Join("\n  ", lines)}\n";
    }
}
