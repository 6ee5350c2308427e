using Manifests.Reading;
using Policies.Model;
using Policies.Statements;
using Shouldly;
using Xunit;

namespace Tests.Policies.Statements;

/// <summary>Statements about what comes through gateways, where the server sees the gateway's identity and nobody else's.</summary>
public sealed class GatewayStatementTests
{
    internal const string Objects = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: ingress, namespace: edge, labels: { istio: ingressgateway }, annotations: { inject.istio.io/templates: gateway } }, spec: { serviceAccountName: ingress, containers: [{ name: istio-proxy, image: auto, ports: [{ containerPort: 8443 }] }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: ingress, namespace: edge }, spec: { selector: { istio: ingressgateway }, ports: [{ port: 443, targetPort: 8443, name: https }] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { serviceAccountName: web, containers: [{ name: a, image: a, ports: [{ containerPort: 8080, name: http }] }] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: client, namespace: shop, labels: { app: client } }, spec: { serviceAccountName: client, containers: [{ name: a, image: a }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080, appProtocol: http }] } }
        ---
        { apiVersion: networking.istio.io/v1, kind: Gateway, metadata: { name: public, namespace: edge }, spec: { selector: { istio: ingressgateway }, servers: [{ port: { number: 443, name: https, protocol: HTTPS }, hosts: ['shop.example'], tls: { mode: SIMPLE, credentialName: c } }] } }
        ---
        { apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: web, namespace: edge }, spec: { hosts: [shop.example], gateways: [public], http: [{ match: [{ uri: { prefix: /shop } }], route: [{ destination: { host: web.shop.svc.cluster.local, port: { number: 80 } } }] }] } }
        ---
        { apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: default, namespace: istio-system }, spec: { mtls: { mode: STRICT } } }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: web, namespace: shop }, spec: { rules: [{ from: [{ source: { principals: [cluster.local/ns/edge/sa/ingress] } }], to: [{ operation: { methods: [GET] } }] }] } }
        """;

    private const string Route = "http: [{ match: [{ uri: { prefix: /shop } }], route: [{ destination: { host: web.shop.svc.cluster.local, port: { number: 80 } } }] }]";

    /// <summary>Who may call the service is the gateway alone; who comes through it is everybody.</summary>
    [Theory]
    [InlineData(StatementKind.Deny, "outsiders")]
    [InlineData(StatementKind.Deny, "plaintext callers")]
    [InlineData(StatementKind.Deny, "anyone")]
    [InlineData(StatementKind.Deny, "outside namespace edge")]
    [InlineData(StatementKind.Only, "client")]
    public void Ingress_WhatItsRouteLetsIn_IsRefutedByTheRoute(StatementKind kind, string from)
    {
        var result = Prove(Objects, kind, from, ["GET"], []);

        result.Outcome.ShouldBe(StatementOutcome.Refuted);
        result.Witness.ShouldNotBeNull();
        if (from != "anyone" && kind != StatementKind.Only)
        {
            result.Witness.ShouldBe("a caller without a certificate asking for shop.example GET /shop to host shop.example through edge/ingress (Gateway edge/public)");
            result.Object.ShouldNotBeNull().ToString().ShouldBe("VirtualService edge/web");
        }
    }

    /// <summary>A workload of the mesh can come to the public entrance as well as anybody.</summary>
    [Fact]
    public void Ingress_AWorkloadThatMayNotCall_ComesThroughIt() =>
        Prove(Objects, StatementKind.Deny, "client", ["GET"], []).Witness.ShouldBe("shop/client asking for shop.example GET /shop to host shop.example through edge/ingress (Gateway edge/public)");

    [Theory]
    [InlineData("", "", "GET", "/admin", "no route takes the path")]
    [InlineData("", "", "PUT", "/shop", "the service refuses the method")]
    [InlineData("prefix: /shop", "exact: /", "GET", "/shop", "another path is routed")]
    [InlineData("gateways: [public]", "gateways: [elsewhere]", "GET", "/shop", "the route is of another Gateway")]
    [InlineData("hosts: [shop.example], gateways", "hosts: [other.example], gateways", "GET", "/shop", "the Gateway does not take the route's host")]
    [InlineData("web.shop.svc.cluster.local, port", "other.shop.svc.cluster.local, port", "GET", "/shop", "it leads to another service")]
    [InlineData("hosts: ['shop.example'], tls", "hosts: ['elsewhere/shop.example'], tls", "GET", "/shop", "the Gateway takes routes of another namespace only")]
    [InlineData("http: [{ match", "http: [{ match: [{ uri: { prefix: /sh } }], redirect: { uri: / } }, { match", "GET", "/shop", "an earlier route answers")]
    [InlineData("http: [{ match", "http: [{ match: [{ uri: { exact: /shop } }], rewrite: { uri: /other }, route: [{ destination: { host: web.shop.svc.cluster.local } }] }, { match", "GET", "/shop", "the path becomes another one")]
    [InlineData("principals: [cluster.local/ns/edge/sa/ingress]", "principals: [cluster.local/ns/shop/sa/client]", "GET", "/shop", "the gateway may not call")]
    public void Ingress_WhatDoesNotComeThrough_IsProven(string text, string other, string method, string path, string why)
    {
        Objects.ShouldContain(text);

        var result = Prove(text.Length == 0 ? Objects : Objects.Replace(text, other, StringComparison.Ordinal), StatementKind.Deny, "outsiders", [method], [path]);

        result.Outcome.ShouldBe(StatementOutcome.Proven, $"{why}: {result.Witness} {result.Reason}");
    }

    /// <summary>What istiod makes no route of takes no request, and a route that compares the authority leaves those in capitals to the next one.</summary>
    [Theory]
    [InlineData("http: [{ match: [{ authority: { exact: shop.example } }], redirect: { uri: / } }, { match: [{ uri", "SHOP.EXAMPLE")]
    [InlineData("http: [{ match: [{ port: 81 }], redirect: { uri: / } }, { match: [{ uri", "shop.example")]
    [InlineData("http: [{ match: [{ gateways: [public], sourceLabels: { app: nobody }, uri", "shop.example")]
    public void Ingress_WhatComesPastOtherRoutes_IsRefuted(string routes, string host) =>
        Prove(Objects.Replace("http: [{ match: [{ uri", routes, StringComparison.Ordinal), StatementKind.Deny, "outsiders", ["GET"], ["/shop"])
            .Witness.ShouldBe($"a caller without a certificate asking for shop.example GET /shop to host {host} through edge/ingress (Gateway edge/public)");

    /// <summary>A VirtualService without a route for the Gateway's port hides no wider host.</summary>
    [Fact]
    public void Ingress_HostWithoutRoutes_HidesNoWiderOne() => Prove(
        Objects.Replace("hosts: ['shop.example']", "hosts: ['*.example']", StringComparison.Ordinal).Replace("hosts: [shop.example]", "hosts: ['*.example']", StringComparison.Ordinal)
            + "\n---\n{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: other, namespace: edge }, spec: { hosts: [shop.example], gateways: [public], http: [{ match: [{ port: 81 }], redirect: { uri: / } }] } }",
        StatementKind.Deny, "outsiders", ["GET"], ["/shop"]).Outcome.ShouldBe(StatementOutcome.Refuted);

    [Fact]
    public void Ingress_AuthorityThatBeginsSo_IsOpenInCapitals()
    {
        var result = Prove(
            Objects.Replace("http: [{ match", "http: [{ match: [{ authority: { prefix: shop } }], redirect: { uri: / } }, { match", StringComparison.Ordinal), StatementKind.Deny, "outsiders", ["GET"], []);

        result.Outcome.ShouldBe(StatementOutcome.Open);
        result.Reason.ShouldNotBeNull().ShouldContain("it cannot be told whether a route before");
    }

    [Fact]
    public void Ingress_PolicyOfTheGatewayItself_CountsToo() => Prove(
        Objects + "\n---\n{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: closed, namespace: edge }, spec: { action: DENY, rules: [{ to: [{ operation: { paths: ['/shop*'] } }] }] } }",
        StatementKind.Deny, "outsiders", ["GET"], []).Outcome.ShouldBe(StatementOutcome.Proven);

    [Fact]
    public void Ingress_NetworkPolicyThatKeepsEverybodyAway_CountsToo() => Prove(
        Objects + "\n---\n{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: closed, namespace: edge }, spec: { podSelector: {}, policyTypes: [Ingress] } }",
        StatementKind.Deny, "outsiders", ["GET"], []).Outcome.ShouldBe(StatementOutcome.Proven);

    /// <summary>Whoever lets the gateway call means what comes through it.</summary>
    [Fact]
    public void Only_TheGateway_IsProven() => Prove(Objects, StatementKind.Only, "ingress", [], []).Outcome.ShouldBe(StatementOutcome.Proven);

    [Theory]
    [InlineData("rewrite: { uriRegexRewrite: { match: /shop, rewrite: / } }, match", "methods: [GET]", "methods: [GET], paths: [/x]", "rewrites the path")]
    [InlineData("headers: { request: { set: { authorization: b } } }, match", "", "", "its route changes the header authorization")]
    public void Ingress_WhatIsNotModelled_IsOpen(string field, string text, string other, string reason)
    {
        var objects = Objects.Replace("http: [{ match", $"http: [{{ {field}", StringComparison.Ordinal);
        var result = Prove(text.Length == 0 ? objects : objects.Replace(text, other, StringComparison.Ordinal), StatementKind.Deny, "outsiders", ["GET"], []);

        result.Outcome.ShouldBe(StatementOutcome.Open);
        result.Reason.ShouldNotBeNull().ShouldContain(reason);
    }

    /// <summary>A rewritten path is the one that the service's policy, and the statement, speak of.</summary>
    [Fact]
    public void Ingress_RewrittenPath_IsTheOneThatCounts()
    {
        var objects = Objects.Replace("match: [{ uri: { prefix: /shop } }]", "match: [{ uri: { exact: /public } }], rewrite: { uri: /internal }", StringComparison.Ordinal);

        Prove(objects, StatementKind.Deny, "outsiders", ["GET"], ["/internal"]).Outcome.ShouldBe(StatementOutcome.Refuted);
        Prove(objects, StatementKind.Deny, "outsiders", ["GET"], ["/public"]).Outcome.ShouldBe(StatementOutcome.Proven);
    }

    /// <summary>Several VirtualServices for one host are one list of routes at a gateway.</summary>
    [Fact]
    public void Ingress_SecondVirtualServiceOfTheHost_CountsToo() => Prove(
        Objects.Replace(Route, "http: [{ match: [{ uri: { prefix: /other } }], redirect: { uri: / } }]", StringComparison.Ordinal)
            + $"\n---\n{{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {{ name: web2, namespace: edge }}, spec: {{ hosts: [shop.example], gateways: [public], {Route} }} }}",
        StatementKind.Deny, "outsiders", ["GET"], []).Object.ShouldNotBeNull().ToString().ShouldBe("VirtualService edge/web2");

    /// <summary>A connection that nobody reads carries whatever request its client likes.</summary>
    [Theory]
    [InlineData("protocol: TCP }, hosts: ['*'] }", "tcp: [{ route: [{ destination: { host: web.shop.svc.cluster.local, port: { number: 80 } } }] }]", StatementOutcome.Refuted)]
    [InlineData("protocol: TLS }, hosts: ['shop.example'], tls: { mode: PASSTHROUGH } }", "tls: [{ match: [{ sniHosts: [shop.example] }], route: [{ destination: { host: web.shop.svc.cluster.local, port: { number: 80 } } }] }]", StatementOutcome.Refuted)]
    [InlineData("protocol: TLS }, hosts: ['shop.example'], tls: { mode: PASSTHROUGH } }", "tls: [{ match: [{ sniHosts: [other.example] }], route: [{ destination: { host: web.shop.svc.cluster.local, port: { number: 80 } } }] }]", StatementOutcome.Open)]
    public void Ingress_RoutesOfConnections_LeadIn(string server, string routes, StatementOutcome outcome)
    {
        var objects = Objects
            .Replace("protocol: HTTPS }, hosts: ['shop.example'], tls: { mode: SIMPLE, credentialName: c } }", server, StringComparison.Ordinal)
            .Replace(Route, routes, StringComparison.Ordinal);

        Prove(objects, StatementKind.Deny, "outsiders", ["GET"], ["/anything"]).Outcome.ShouldBe(outcome);
    }

    /// <summary>Where the gateway takes the mesh's certificates only, its own policy says who comes through; and nobody does whose proxy asks for a name of its own.</summary>
    [Theory]
    [InlineData("outsiders", "shop/sa/client", StatementOutcome.Proven, ", sni: shop.example")]
    [InlineData("plaintext callers", "shop/sa/client", StatementOutcome.Proven, ", sni: shop.example")]
    [InlineData("client", "shop/sa/client", StatementOutcome.Refuted, ", sni: shop.example")]
    [InlineData("client", "shop/sa/nobody", StatementOutcome.Proven, ", sni: shop.example")]
    [InlineData("client", "shop/sa/client", StatementOutcome.Proven, "")]
    public void Gateway_ThatKnowsItsCallers_IsAskedWhoTheyAre(string from, string admitted, StatementOutcome outcome, string sni)
    {
        var objects = Objects
            .Replace("tls: { mode: SIMPLE, credentialName: c }", "tls: { mode: ISTIO_MUTUAL }", StringComparison.Ordinal)
            .Replace("targetPort: 8443, name: https }", "targetPort: 8443, name: https, appProtocol: http }", StringComparison.Ordinal)
            + $"\n---\n{{ apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {{ name: inner, namespace: edge }}, spec: {{ host: ingress.edge.svc.cluster.local, trafficPolicy: {{ tls: {{ mode: ISTIO_MUTUAL{sni} }} }} }} }}"
            + $"\n---\n{{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {{ name: inner, namespace: edge }}, spec: {{ rules: [{{ from: [{{ source: {{ principals: [cluster.local/ns/{admitted}] }} }}] }}] }} }}";

        var result = Prove(objects, StatementKind.Deny, from, ["GET"], []);

        result.Outcome.ShouldBe(outcome, result.Reason);
    }

    private static StatementResult Prove(string objects, StatementKind kind, string from, IReadOnlyList<string> methods, IReadOnlyList<string> paths)
    {
        var read = new ManifestReader().ReadText(objects, "gateways.yaml");
        read.Errors.ShouldBeEmpty();
        return StatementProof.Of(
            new() { Clusters = [ManifestInventory.Read(read.Items)] },
            [new Statement { Kind = kind, From = [CallerSet.Parse(from)!], To = [TargetSet.Parse("web")!], Methods = methods, Paths = paths, Name = "statements[0]" }]).ShouldHaveSingleItem();
    }
}
