using Manifests.Reading;
using Policies.Evaluation;
using Policies.Model;
using Policies.Statements;
using Shouldly;
using Xunit;

namespace Tests.Policies.Istio;

/// <summary>Routes of the Gateway API behind a gateway: in statements, and for one request.</summary>
public sealed class GatewayApiRoutesTests
{
    private const string Objects = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
        ---
        { apiVersion: v1, kind: Namespace, metadata: { name: edge } }
        ---
        { apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: public, namespace: edge }, spec: { gatewayClassName: istio, listeners: [{ name: https, port: 443, protocol: HTTPS, hostname: '*.example', allowedRoutes: { namespaces: { from: All } }, tls: { certificateRefs: [{ name: c }] } }] } }
        ---
        { apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: web, namespace: shop }, spec: { parentRefs: [{ name: public, namespace: edge }], hostnames: [shop.example], rules: [{ matches: [{ path: { value: /shop } }], backendRefs: [{ name: web, port: 80 }] }] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { serviceAccountName: web, containers: [{ name: a, image: a, ports: [{ containerPort: 8080, name: http }] }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080, appProtocol: http }] } }
        ---
        { apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: default, namespace: istio-system }, spec: { mtls: { mode: STRICT } } }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: web, namespace: shop }, spec: { rules: [{ from: [{ source: { principals: [cluster.local/ns/edge/sa/public-istio] } }] }] } }
        """;

    [Fact]
    public void HttpRoute_LetsOutsidersIn_ByTheRoute()
    {
        var result = Prove(Objects, []);

        result.Outcome.ShouldBe(StatementOutcome.Refuted);
        result.Witness.ShouldNotBeNull().ShouldContain("to host shop.example through edge/public-istio (Gateway edge/public)");
        result.Object.ShouldNotBeNull().ToString().ShouldBe("HTTPRoute shop/web");
    }

    /// <summary>A prefix is one of whole segments.</summary>
    [Theory]
    [InlineData("/shop", StatementOutcome.Refuted)]
    [InlineData("/shop/x", StatementOutcome.Refuted)]
    [InlineData("/shopping", StatementOutcome.Proven)]
    [InlineData("/", StatementOutcome.Proven)]
    public void HttpRoute_PathPrefix_IsOfWholeSegments(string path, StatementOutcome outcome) => Prove(Objects, [path]).Outcome.ShouldBe(outcome);

    [Theory]
    [InlineData("name: public, namespace: edge }], hostnames", "name: other, namespace: edge }], hostnames", "another Gateway")]
    [InlineData("hostnames: [shop.example]", "hostnames: [shop.other]", "a host that no listener has")]
    [InlineData("from: All", "from: Same", "a namespace that the listener does not let in")]
    [InlineData("protocol: HTTPS", "protocol: TLS", "a listener for other routes")]
    [InlineData("backendRefs: [{ name: web, port: 80 }]", "filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }]", "a redirect")]
    [InlineData("backendRefs: [{ name: web, port: 80 }]", "backendRefs: [{ name: web, port: 80, weight: 0 }]", "no weight")]
    [InlineData("ns/edge/sa/public-istio", "ns/shop/sa/web", "the gateway may not call")]
    public void HttpRoute_ThatLeadsNobodyIn_IsProven(string text, string other, string why)
    {
        Objects.ShouldContain(text);

        Prove(Objects.Replace(text, other, StringComparison.Ordinal), []).Outcome.ShouldBe(StatementOutcome.Proven, why);
    }

    /// <summary>A route that the cluster refuses, or a Gateway that lets ListenerSets in, which are not read, may lead nobody in, and may leave its requests to the next.</summary>
    [Theory]
    [InlineData("hostnames: [shop.example]", "hostnames: [shop.example, '-x']")]
    [InlineData("hostnames: [shop.example], rules: [{ matches: [{ path: { value: /shop } }], backendRefs: [{ name: web, port: 80 }]", "hostnames: [shop.example, '-x'], rules: [{ matches: [{ path: { value: /shop } }], backendRefs: [{ name: other, port: 80 }] }] } }\n---\n{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: later, namespace: shop }, spec: { parentRefs: [{ name: public, namespace: edge }], hostnames: [shop.example], rules: [{ backendRefs: [{ name: web, port: 80 }]")]
    [InlineData("hostname: '*.example'", "hostname: '*'")]
    [InlineData("listeners: [{ name: https", "allowedListeners: { namespaces: { from: Same } }, listeners: [{ name: https")]
    public void HttpRoute_ThatIsRefused_IsOpen(string text, string other)
    {
        Objects.ShouldContain(text);

        Prove(Objects.Replace(text, other, StringComparison.Ordinal), ["/shop"]).Outcome.ShouldBe(StatementOutcome.Open);
    }

    /// <summary>A service of another namespace has to let the route's namespace name it.</summary>
    [Theory]
    [InlineData("", StatementOutcome.Proven)]
    [InlineData("{ apiVersion: gateway.networking.k8s.io/v1beta1, kind: ReferenceGrant, metadata: { name: a, namespace: shop }, spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge }], to: [{ group: '', kind: Service }] } }", StatementOutcome.Refuted)]
    [InlineData("{ apiVersion: gateway.networking.k8s.io/v1beta1, kind: ReferenceGrant, metadata: { name: a, namespace: shop }, spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: lab }], to: [{ group: '', kind: Service }] } }", StatementOutcome.Proven)]
    public void HttpRoute_OfAnotherNamespace_NeedsAGrant(string grant, StatementOutcome outcome) => Prove(
        Objects.Replace("name: web, namespace: shop }, spec: { parentRefs", "name: web, namespace: edge }, spec: { parentRefs", StringComparison.Ordinal)
            .Replace("[{ name: web, port: 80 }]", "[{ name: web, namespace: shop, port: 80 }]", StringComparison.Ordinal) + (grant.Length == 0 ? "" : $"\n---\n{grant}"),
        []).Outcome.ShouldBe(outcome);

    /// <summary>The more specific match comes first, whatever the order of the rules.</summary>
    [Fact]
    public void HttpRoute_MoreSpecificMatch_ComesFirst() => Prove(
        Objects.Replace("rules: [{ matches", "rules: [{ backendRefs: [{ name: web, port: 80 }] }, { matches: [{ path: { type: Exact, value: /shop } }], filters: [{ type: RequestRedirect, requestRedirect: {} }] }, { matches", StringComparison.Ordinal),
        ["/shop"]).Outcome.ShouldBe(StatementOutcome.Proven);

    [Theory]
    [InlineData("filters: [{ type: ExtensionRef, extensionRef: { group: a.example, kind: Filter, name: f } }], backendRefs: [{ name: web, port: 80 }]", "a filter that is not modelled")]
    [InlineData("backendRefs: [{ name: web, port: 80, filters: [{ type: RequestHeaderModifier, requestHeaderModifier: { remove: [x-a] } }] }]", "a filter that is not modelled")]
    public void HttpRoute_WithFiltersThatAreNotModelled_IsOpen(string rule, string reason)
    {
        var result = Prove(Objects.Replace("backendRefs: [{ name: web, port: 80 }]", rule, StringComparison.Ordinal), []);

        result.Outcome.ShouldBe(StatementOutcome.Open);
        result.Reason.ShouldNotBeNull().ShouldContain(reason);
    }

    /// <summary>What the service's policy asks of a header is held against the header that the route writes, whatever the caller has sent.</summary>
    [Theory]
    [InlineData("set: [{ name: X-Role, value: guest }]", StatementOutcome.Proven)]
    [InlineData("set: [{ name: X-Role, value: admin }]", StatementOutcome.Refuted)]
    [InlineData("remove: [X-Role]", StatementOutcome.Proven)]
    [InlineData("set: [{ name: X-Other, value: guest }]", StatementOutcome.Refuted)]
    [InlineData("add: [{ name: X-Role, value: guest }]", StatementOutcome.Open)]
    public void HttpRoute_WithHeaders_IsHeldAgainstWhatIsBehindIt(string headers, StatementOutcome outcome) => Prove(
        Objects
            .Replace("backendRefs: [{ name: web, port: 80 }]", $"filters: [{{ type: RequestHeaderModifier, requestHeaderModifier: {{ {headers} }} }}], backendRefs: [{{ name: web, port: 80 }}]", StringComparison.Ordinal)
            .Replace("sa/public-istio] } }] }]", "sa/public-istio] } }], when: [{ key: 'request.headers[x-role]', values: [admin] }] }]", StringComparison.Ordinal),
        []).Outcome.ShouldBe(outcome);

    /// <summary>A prefix that becomes another one is followed into the conditions of the service behind.</summary>
    [Theory]
    [InlineData("replacePrefixMatch: /api", "/api/v1*", StatementOutcome.Refuted)]
    [InlineData("replacePrefixMatch: /api", "/shop*", StatementOutcome.Proven)]
    [InlineData("replacePrefixMatch: /", "/v1", StatementOutcome.Refuted)]
    [InlineData("replacePrefixMatch: /api", "*/v1", StatementOutcome.Open)]
    public void HttpRoute_ThatReplacesAPrefix_IsHeldAgainstWhatIsBehindIt(string rewrite, string path, StatementOutcome outcome) => Prove(
        Objects
            .Replace("backendRefs: [{ name: web, port: 80 }]", $"filters: [{{ type: URLRewrite, urlRewrite: {{ path: {{ type: ReplacePrefixMatch, {rewrite} }} }} }}], backendRefs: [{{ name: web, port: 80 }}]", StringComparison.Ordinal)
            .Replace("sa/public-istio] } }] }]", $"sa/public-istio] }} }}], to: [{{ operation: {{ paths: ['{path}'] }} }}] }}]", StringComparison.Ordinal),
        []).Outcome.ShouldBe(outcome);

    /// <summary>A service and a method are the two segments of a path (istio: pilot/pkg/config/kube/gateway/conversion.go, createGRPCURIMatch).</summary>
    [Theory]
    [InlineData("", "/a.B/C", StatementOutcome.Refuted)]
    [InlineData("matches: [{ method: { service: a.B, method: C } }], ", "/a.B/C", StatementOutcome.Refuted)]
    [InlineData("matches: [{ method: { service: a.B, method: C } }], ", "/a.B/D", StatementOutcome.Proven)]
    [InlineData("matches: [{ method: { service: a.B } }], ", "/a.B/D", StatementOutcome.Refuted)]
    [InlineData("matches: [{ method: { service: a.B } }], ", "/a.C/D", StatementOutcome.Proven)]
    [InlineData("matches: [{ method: { method: C } }], ", "/a.C/C", StatementOutcome.Refuted)]
    [InlineData("matches: [{ method: { method: C } }], ", "/a.C/D", StatementOutcome.Proven)]
    [InlineData("matches: [{ method: { type: RegularExpression, service: 'a.*', method: C } }], ", "/a.X/C", StatementOutcome.Refuted)]
    [InlineData("matches: [{ method: { type: RegularExpression, service: 'a.*', method: C } }], ", "/b/C", StatementOutcome.Proven)]
    [InlineData("filters: [{ type: RequestHeaderModifier, requestHeaderModifier: { remove: [x-a] } }], ", "/a.B/C", StatementOutcome.Refuted)]
    [InlineData("filters: [{ type: ExtensionRef, extensionRef: { group: a.example, kind: Filter, name: f } }], ", "/a.B/C", StatementOutcome.Open)]
    public void GrpcRoute_LeadsInWhatItMatches(string rule, string path, StatementOutcome outcome) => Prove(
        Objects.Replace("kind: HTTPRoute", "kind: GRPCRoute", StringComparison.Ordinal).Replace("matches: [{ path: { value: /shop } }], ", rule, StringComparison.Ordinal),
        [path]).Outcome.ShouldBe(outcome);

    [Theory]
    [InlineData("TCP", "", "TCPRoute", "", StatementOutcome.Refuted)]
    [InlineData("TLS", ", tls: { mode: Passthrough }", "TLSRoute", "hostnames: [shop.example], ", StatementOutcome.Refuted)]
    [InlineData("TLS", ", tls: { mode: Passthrough }", "TLSRoute", "hostnames: [shop.other], ", StatementOutcome.Proven)]
    public void RouteOfConnections_LeadsIn(string protocol, string tls, string kind, string hosts, StatementOutcome outcome) => Prove(
        Objects
            .Replace("protocol: HTTPS, hostname: '*.example'", $"protocol: {protocol}{(kind == "TLSRoute" ? ", hostname: '*.example'" : "")}", StringComparison.Ordinal)
            .Replace(", tls: { certificateRefs: [{ name: c }] }", tls, StringComparison.Ordinal)
            .Replace("kind: HTTPRoute", $"kind: {kind}", StringComparison.Ordinal)
            .Replace("hostnames: [shop.example], rules: [{ matches: [{ path: { value: /shop } }], ", $"{hosts}rules: [{{ ", StringComparison.Ordinal),
        ["/anything"]).Outcome.ShouldBe(outcome);

    [Theory]
    [InlineData("/shop/x", "/new/x", true)]
    [InlineData("/shop", "/new", true)]
    [InlineData("/other", null, false)]
    public void Hops_FollowTheRoute_WithItsRewrite(string path, string? behind, bool allow)
    {
        var fleet = new Fleet
        {
            Clusters = [Read(Objects.Replace("backendRefs:", "filters: [{ type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: /new } } }], backendRefs:", StringComparison.Ordinal))],
        };
        var hop = new Hops(fleet, new Evaluator(fleet)).After(new Call
        {
            From = new Caller.Outsider("198.51.100.7"),
            To = fleet.Workloads.Single(workload => workload.Name == "public-istio"),
            Port = 443,
            Protocol = PortProtocol.Https,
            IsApplicationTls = true,
            Sni = "shop.example",
            Http = new HttpCall { Path = path, Host = "shop.example" },
        }).ShouldHaveSingleItem();

        (hop.Verdict.Allow, allow ? hop.Call.Http!.Path : null).ShouldBe((allow, behind), hop.Verdict.Reason);
    }

    private static StatementResult Prove(string objects, IReadOnlyList<string> paths) => StatementProof.Of(
        new() { Clusters = [Read(objects)] },
        [new Statement { Kind = StatementKind.Deny, From = [CallerSet.Parse("outsiders")!], To = [TargetSet.Parse("shop/web")!], Methods = ["GET"], Paths = paths, Name = "statements[0]" }])
        .ShouldHaveSingleItem();

    private static Cluster Read(string objects)
    {
        var read = new ManifestReader().ReadText(objects, "routes.yaml");
        read.Errors.ShouldBeEmpty();
        return ManifestInventory.Read(read.Items);
    }
}
