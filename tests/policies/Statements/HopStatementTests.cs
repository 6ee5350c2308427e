using Manifests.Reading;
using Policies.Model;
using Policies.Statements;
using Shouldly;
using Xunit;

namespace Tests.Policies.Statements;

/// <summary>Statements about servers of Linkerd's mesh, whose callers have other names, and about those behind waypoints, to which several ways lead.</summary>
public sealed class HopStatementTests
{
    private const string Linkerd = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, annotations: { linkerd.io/inject: enabled, config.linkerd.io/default-inbound-policy: deny } } }
        ---
        { apiVersion: v1, kind: Namespace, metadata: { name: lab, annotations: { linkerd.io/inject: enabled, config.linkerd.io/default-inbound-policy: deny } } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { serviceAccountName: web, containers: [{ name: a, image: a, ports: [{ containerPort: 80, name: http }] }] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: client, namespace: shop, labels: { app: client } }, spec: { serviceAccountName: client, containers: [{ name: a, image: a }] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: probe, namespace: lab, labels: { app: probe } }, spec: { serviceAccountName: probe, containers: [{ name: a, image: a }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [{ port: 80, appProtocol: http }] } }
        ---
        { apiVersion: policy.linkerd.io/v1beta3, kind: Server, metadata: { name: web, namespace: shop }, spec: { podSelector: { matchLabels: { app: web } }, port: http, accessPolicy: deny } }
        ---
        { apiVersion: policy.linkerd.io/v1beta3, kind: HTTPRoute, metadata: { name: orders, namespace: shop }, spec: { parentRefs: [{ group: policy.linkerd.io, kind: Server, name: web }], rules: [{ matches: [{ method: GET, path: { value: /orders } }] }] } }
        ---
        { apiVersion: policy.linkerd.io/v1alpha1, kind: AuthorizationPolicy, metadata: { name: orders, namespace: shop }, spec: { targetRef: { group: policy.linkerd.io, kind: HTTPRoute, name: orders }, requiredAuthenticationRefs: [{ group: policy.linkerd.io, kind: MeshTLSAuthentication, name: clients }] } }
        ---
        { apiVersion: policy.linkerd.io/v1alpha1, kind: MeshTLSAuthentication, metadata: { name: clients, namespace: shop }, spec: { identityRefs: [{ kind: ServiceAccount, name: client }] } }
        """;

    private const string Waypoint = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { serviceAccountName: web, containers: [{ name: a, image: a, ports: [{ containerPort: 8080, name: http }] }] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: client, namespace: shop, labels: { app: client } }, spec: { serviceAccountName: client, containers: [{ name: a, image: a }] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: probe, namespace: shop, labels: { app: probe } }, spec: { serviceAccountName: probe, containers: [{ name: a, image: a }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop, labels: { istio.io/use-waypoint: waypoint } }, spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080, appProtocol: http }] } }
        ---
        { apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: waypoint, namespace: shop }, spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] } }
        ---
        { apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: default, namespace: istio-system }, spec: { mtls: { mode: STRICT } } }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: deny-all, namespace: istio-system }, spec: {} }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: web-tunnel, namespace: shop }, spec: { selector: { matchLabels: { app: web } }, rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/waypoint] } }], to: [{ operation: { ports: ['8080'] } }] }] } }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: web, namespace: shop }, spec: { targetRefs: [{ kind: Service, name: web }], rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/client] } }], to: [{ operation: { methods: [GET] } }] }] } }
        """;

    [Theory]
    [InlineData(StatementKind.Only, "client")]
    [InlineData(StatementKind.Only, "namespace shop")]
    [InlineData(StatementKind.Only, "trust domain cluster.local")]
    [InlineData(StatementKind.Deny, "namespace lab")]
    [InlineData(StatementKind.Deny, "outside namespace shop")]
    [InlineData(StatementKind.Deny, "probe")]
    [InlineData(StatementKind.Deny, "outsiders")]
    [InlineData(StatementKind.Deny, "plaintext callers")]
    public void Linkerd_WhatThePoliciesKeep_IsProven(StatementKind kind, string from) => Prove(Linkerd, kind, from, [], []).Outcome.ShouldBe(StatementOutcome.Proven);

    [Theory]
    [InlineData(StatementKind.Deny, "namespace shop", "client.shop.serviceaccount.identity.linkerd.cluster.local")]
    [InlineData(StatementKind.Only, "probe", "client.shop.serviceaccount.identity.linkerd.cluster.local")]
    [InlineData(StatementKind.Allow, "probe", "probe.lab.serviceaccount.identity.linkerd.cluster.local")]
    public void Linkerd_WhatThePoliciesDoNotKeep_IsRefutedByACall(StatementKind kind, string from, string caller)
    {
        var result = Prove(Linkerd, kind, from, ["GET"], ["/orders"]);

        result.Outcome.ShouldBe(StatementOutcome.Refuted);
        result.Witness.ShouldNotBeNull().ShouldContain(caller);
    }

    [Fact]
    public void Linkerd_AllowOfWhatIsAllowed_IsProven() => Prove(Linkerd, StatementKind.Allow, "client", ["GET"], ["/orders"]).Outcome.ShouldBe(StatementOutcome.Proven);

    /// <summary>
    /// Workloads of two regions with one trust domain have the same name, but each calls from its own region: what a namesake may do is nobody else's doing.
    /// </summary>
    [Theory]
    [InlineData("region us", StatementOutcome.Proven)]
    [InlineData("client in region us", StatementOutcome.Proven)]
    [InlineData("region eu", StatementOutcome.Refuted)]
    public void Linkerd_RegionsThatShareATrustDomain_AreToldApartByWhereTheyCallFrom(string from, StatementOutcome outcome)
    {
        var result = Prove(
            new Fleet { Clusters = [In("us"), In("eu")] },
            new Statement { Kind = StatementKind.Deny, From = [CallerSet.Parse(from)!], To = [TargetSet.Parse("web in region eu")!], Name = "statements[0]" });

        result.Outcome.ShouldBe(outcome, $"{result.Witness} {result.Reason}");
    }

    /// <summary>Linkerd lets everybody ask what the kubelet's probes ask, as long as the port has no routes of its own.</summary>
    [Theory]
    [InlineData("/orders", "/orders", StatementOutcome.Proven)]
    [InlineData("name: orders, namespace: shop }, spec: { parentRefs: [{ group: policy.linkerd.io, kind: Server, name: web }]", "name: orders, namespace: shop }, spec: { parentRefs: [{ group: policy.linkerd.io, kind: Server, name: other }]", StatementOutcome.Refuted)]
    public void Linkerd_ProbesOfAPortWithoutRoutes_AreAnybodys(string text, string other, StatementOutcome outcome)
    {
        Linkerd.ShouldContain(text);

        var result = Prove(
            Linkerd.Replace("containerPort: 80, name: http }] }", "containerPort: 80, name: http }], readinessProbe: { httpGet: { path: '/ready?x=y', port: http } } }", StringComparison.Ordinal)
                .Replace(text, other, StringComparison.Ordinal),
            StatementKind.Deny, "outsiders", [], []);

        result.Outcome.ShouldBe(outcome, $"{result.Witness} {result.Reason}");
        if (outcome == StatementOutcome.Refuted)
        {
            result.Witness.ShouldBe("a caller without a certificate GET /ready");
        }
    }

    /// <summary>A statement about a waypoint is one about what it passes on, and not about those who come straight.</summary>
    [Theory]
    [InlineData(StatementKind.Deny, "probe", "GET", StatementOutcome.Proven)]
    [InlineData(StatementKind.Deny, "outsiders", "GET", StatementOutcome.Proven)]
    [InlineData(StatementKind.Deny, "client", "GET", StatementOutcome.Refuted)]
    [InlineData(StatementKind.Deny, "client", "PUT", StatementOutcome.Proven)]
    [InlineData(StatementKind.Only, "client", "GET", StatementOutcome.Proven)]
    [InlineData(StatementKind.Only, "probe", "GET", StatementOutcome.Refuted)]
    [InlineData(StatementKind.Allow, "client", "GET", StatementOutcome.Proven)]
    [InlineData(StatementKind.Allow, "client", "PUT", StatementOutcome.Refuted)]
    public void Waypoint_AsADestination_IsDecided(StatementKind kind, string from, string method, StatementOutcome outcome)
    {
        var result = Prove(Waypoint, kind, from, [method], [], "shop/waypoint");

        result.Outcome.ShouldBe(outcome, $"{result.Witness} {result.Reason}");
        result.Ports.ShouldBeGreaterThan(0);
    }

    /// <summary>What a waypoint leads from one service to another comes there by no way that is followed, and does not come where it was called.</summary>
    [Theory]
    [InlineData("legacy", StatementKind.Deny, "client", "ledger")]
    [InlineData("legacy", StatementKind.Only, "namespace shop", "ledger")]
    [InlineData("legacy", StatementKind.Allow, "client", "web")]
    public void Waypoint_RoutesToAnotherService_LeaveBothOpen(string name, StatementKind kind, string from, string to)
    {
        var routes = $$"""
            ---
            { apiVersion: v1, kind: Pod, metadata: { name: ledger, namespace: shop, labels: { app: ledger } }, spec: { serviceAccountName: ledger, containers: [{ name: a, image: a, ports: [{ containerPort: 8080, name: http }] }] } }
            ---
            { apiVersion: v1, kind: Service, metadata: { name: ledger, namespace: shop }, spec: { selector: { app: ledger }, ports: [{ port: 80, targetPort: 8080, appProtocol: http }] } }
            ---
            { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: ledger-tunnel, namespace: shop }, spec: { selector: { matchLabels: { app: ledger } }, rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/waypoint, cluster.local/ns/shop/sa/probe] } }], to: [{ operation: { ports: ['8080'] } }] }] } }
            ---
            { apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: {{name}}, namespace: shop }, spec: { hosts: [web.shop.svc.cluster.local], http: [{ route: [{ destination: { host: ledger.shop.svc.cluster.local } }] }] } }
            """;

        var (without, with) = (Prove(Waypoint + "\n" + routes[..routes.LastIndexOf("---", StringComparison.Ordinal)], kind, from, ["GET"], [], to), Prove(Waypoint + "\n" + routes, kind, from, ["GET"], [], to));

        without.Outcome.ShouldBe(StatementOutcome.Proven, $"{without.Witness} {without.Reason}");
        with.Outcome.ShouldBe(StatementOutcome.Open, $"{with.Witness} {with.Reason}");
        with.Reason.ShouldNotBeNull().ShouldContain(name);
    }

    /// <summary>A port that Linkerd's proxy does not take is open to whoever the network lets come.</summary>
    [Fact]
    public void Linkerd_SkippedPort_IsDecidedByTheNetwork() => Prove(
        Linkerd.Replace("name: web, namespace: shop, labels: { app: web } }, spec", "name: web, namespace: shop, labels: { app: web }, annotations: { config.linkerd.io/skip-inbound-ports: '80' } }, spec", StringComparison.Ordinal),
        StatementKind.Only, "client", [], []).Reason.ShouldNotBeNull().ShouldContain("no proxy asks who calls");

    [Theory]
    [InlineData(StatementKind.Only, "client")]
    [InlineData(StatementKind.Deny, "probe")]
    [InlineData(StatementKind.Deny, "outsiders")]
    [InlineData(StatementKind.Deny, "plaintext callers")]
    [InlineData(StatementKind.Deny, "outside namespace shop")]
    public void Waypoint_WhatBothHopsKeep_IsProven(StatementKind kind, string from) => Prove(Waypoint, kind, from, [], []).Outcome.ShouldBe(StatementOutcome.Proven);

    [Fact]
    public void Waypoint_AllowOfWhatBothHopsAllow_IsProven() => Prove(Waypoint, StatementKind.Allow, "client", ["GET"], []).Outcome.ShouldBe(StatementOutcome.Proven);

    [Theory]
    [InlineData(StatementKind.Deny, "client", "", "", "spiffe://cluster.local/ns/shop/sa/client GET")]
    [InlineData(StatementKind.Allow, "client", "methods: [GET]", "methods: [PUT]", "GET")]
    [InlineData(StatementKind.Allow, "client", "principals: [cluster.local/ns/shop/sa/waypoint]", "principals: [cluster.local/ns/shop/sa/other]", "GET")]
    [InlineData(StatementKind.Only, "client", "principals: [cluster.local/ns/shop/sa/waypoint]", "namespaces: [shop]", "spiffe://cluster.local/ns/shop/sa/probe")]
    [InlineData(StatementKind.Only, "client", "principals: [cluster.local/ns/shop/sa/client]", "namespaces: [shop]", "GET")]
    [InlineData(StatementKind.Deny, "outsiders", "principals: [cluster.local/ns/shop/sa/client]", "principals: ['*']", "spiffe://cluster.local/ns/other")]
    public void Waypoint_WhatAHopDoesNotKeep_IsRefutedByACall(StatementKind kind, string from, string text, string other, string witness)
    {
        Waypoint.ShouldContain(text);

        var result = Prove(text.Length == 0 ? Waypoint : Waypoint.Replace(text, other, StringComparison.Ordinal), kind, from, ["GET"], []);

        result.Outcome.ShouldBe(StatementOutcome.Refuted);
        result.Witness.ShouldNotBeNull().ShouldContain(witness);
    }

    [Fact]
    public void Waypoint_ThatAPluginChanges_IsOpen() => Prove(
        Waypoint + "\n---\n{ apiVersion: extensions.istio.io/v1alpha1, kind: WasmPlugin, metadata: { name: e, namespace: shop }, spec: { targetRefs: [ { group: gateway.networking.k8s.io, kind: Gateway, name: waypoint } ], url: oci://x } }",
        StatementKind.Only, "client", ["GET"], []).Outcome.ShouldBe(StatementOutcome.Open);

    private static StatementResult Prove(
        string objects, StatementKind kind, string from, IReadOnlyList<string> methods, IReadOnlyList<string> paths, string to = "web") => Prove(
        new Fleet { Clusters = [Read(objects)] },
        new Statement { Kind = kind, From = [CallerSet.Parse(from)!], To = [TargetSet.Parse(to)!], Methods = methods, Paths = paths, Name = "statements[0]" });

    private static StatementResult Prove(Fleet fleet, Statement statement) => StatementProof.Of(fleet, [statement]).ShouldHaveSingleItem();

    private static Cluster In(string region) => Read(Linkerd, region);

    private static Cluster Read(string objects, string? region = null)
    {
        var read = new ManifestReader().ReadText(objects, "hops.yaml");
        read.Errors.ShouldBeEmpty();
        return ManifestInventory.Read(read.Items, region is null ? null : new KnownCluster { Region = region, Mesh = new MeshSettings(), Network = region });
    }
}
