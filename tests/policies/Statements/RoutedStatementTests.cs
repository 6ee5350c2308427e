using Manifests.Reading;
using Policies.Model;
using Policies.Statements;
using Shouldly;
using Xunit;

namespace Tests.Policies.Statements;

/// <summary>An <c>allow</c> about calls that a VirtualService of the caller, or of the waypoint, answers, changes or leads elsewhere.</summary>
public sealed class RoutedStatementTests
{
    private const string Sidecars = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: client, namespace: shop, labels: { app: client } }, spec: { serviceAccountName: client, containers: [{ name: a, image: a }] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { serviceAccountName: web, containers: [{ name: a, image: a, ports: [{ containerPort: 8080 }] }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: other, namespace: shop }, spec: { selector: { app: other }, ports: [{ name: http, port: 80, targetPort: 8080 }] } }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: web, namespace: shop }, spec: { selector: { matchLabels: { app: web } }, rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/client] } }], to: [{ operation: { paths: [/a*] } }] }] } }
        """;

    [Theory]
    [InlineData("", StatementOutcome.Proven)]
    [InlineData("http: [{ route: [{ destination: { host: web } }] }]", StatementOutcome.Proven)]
    [InlineData("http: [{ route: [{ destination: { host: other } }] }]", StatementOutcome.Open)]
    [InlineData("http: [{ redirect: { uri: /x } }]", StatementOutcome.Refuted)]
    [InlineData("http: [{ match: [{ uri: { prefix: /b } }], route: [{ destination: { host: web } }] }]", StatementOutcome.Refuted)]
    [InlineData("http: [{ match: [{ uri: { exact: /a/x } }], redirect: { uri: /x } }, { route: [{ destination: { host: web } }] }]", StatementOutcome.Refuted)]
    [InlineData("http: [{ match: [{ uri: { exact: /a/x } }], route: [{ destination: { host: other } }] }, { route: [{ destination: { host: web } }] }]", StatementOutcome.Open)]
    [InlineData("http: [{ match: [{ headers: { x-team: { exact: x } } }], route: [{ destination: { host: other } }] }, { route: [{ destination: { host: web } }] }]", StatementOutcome.Open)]
    [InlineData("http: [{ match: [{ uri: { exact: /b } }], redirect: { uri: /x } }, { route: [{ destination: { host: web } }] }]", StatementOutcome.Proven)]
    [InlineData("http: [{ match: [{ method: { exact: POST } }], redirect: { uri: /x } }, { route: [{ destination: { host: web } }] }]", StatementOutcome.Proven)]
    [InlineData("http: [{ match: [{ sourceLabels: { app: another } }], redirect: { uri: /x } }, { route: [{ destination: { host: web } }] }]", StatementOutcome.Proven)]
    [InlineData("http: [{ match: [{ queryParams: { q: { exact: x } } }], redirect: { uri: /x } }, { route: [{ destination: { host: web } }] }]", StatementOutcome.Open)]
    [InlineData("http: [{ rewrite: { uri: /b }, route: [{ destination: { host: web } }] }]", StatementOutcome.Refuted)]
    [InlineData("http: [{ match: [{ uri: { prefix: /a } }], rewrite: { uri: /a/b }, route: [{ destination: { host: web } }] }]", StatementOutcome.Open)]
    [InlineData("http: [{ headers: { request: { set: { x-team: x } } }, route: [{ destination: { host: web } }] }]", StatementOutcome.Proven)]
    [InlineData("http: [{ fault: { abort: { percentage: { value: 50 }, httpStatus: 503 } }, route: [{ destination: { host: web } }] }]", StatementOutcome.Open)]
    [InlineData("gateways: [public], http: [{ redirect: { uri: /x } }]", StatementOutcome.Proven)]
    public void Allow_FollowsWhatTheCallersVirtualServiceDoes(string routes, StatementOutcome outcome) => Prove(Sidecars, routes).ShouldBe(outcome);

    /// <summary>A statement that the server alone refutes stays so, whatever a route makes of other requests.</summary>
    [Fact]
    public void Allow_OfWhatTheServerRefuses_IsRefuted() =>
        Prove(Sidecars, "http: [{ match: [{ uri: { exact: /a/x } }], route: [{ destination: { host: other } }] }, { route: [{ destination: { host: web } }] }]", "/b*").ShouldBe(StatementOutcome.Refuted);

    [Theory]
    [InlineData("rules: [{ backendRefs: [{ name: web, port: 80 }] }]", StatementOutcome.Proven)]
    [InlineData("rules: [{ backendRefs: [{ name: other, port: 80 }] }]", StatementOutcome.Open)]
    [InlineData("rules: [{ matches: [{ path: { value: /b } }], backendRefs: [{ name: web, port: 80 }] }]", StatementOutcome.Refuted)]
    public void Allow_FollowsRoutesOfTheService(string spec, StatementOutcome outcome) => Prove(
        $"{Sidecars}\n---\n{{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {{ name: r, namespace: shop }}, spec: {{ parentRefs: [{{ group: '', kind: Service, name: web }}], {spec} }} }}",
        "").ShouldBe(outcome);

    /// <summary>The routes may be those of another Service of the same pods than the first one.</summary>
    [Fact]
    public void Allow_OfPodsOfTwoServices_FollowsTheRoutesOfEach() => Prove(
        Sidecars.Replace("name: web, namespace: shop }, spec: { selector: { app: web }, ports", "name: before, namespace: shop }, spec: { selector: { app: web }, ports", StringComparison.Ordinal)
        + "\n---\n{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] } }",
        "http: [{ redirect: { uri: /x } }]").ShouldBe(StatementOutcome.Refuted);

    private static StatementOutcome Prove(string objects, string routes, string paths = "/a*")
    {
        var service = routes.Length == 0 ? ""
            : $"\n---\n{{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {{ name: v, namespace: shop }}, spec: {{ hosts: [web], {routes} }} }}";
        var read = new ManifestReader().ReadText(objects + service, "routes.yaml");
        read.Errors.ShouldBeEmpty();
        return StatementProof.Of(
            new Fleet { Clusters = [ManifestInventory.Read(read.Items)] },
            [new Statement { Name = "s", Kind = StatementKind.Allow, From = [CallerSet.Parse("client")!], To = [TargetSet.Parse("web")!], Methods = ["GET"], Paths = [paths] }])[0].Outcome;
    }
}
