using Manifests.Reading;
using Policies.Model;
using Policies.Statements;
using Shouldly;
using Xunit;

namespace Tests.Policies.Statements;

/// <summary>Statements about hosts outside of the mesh: what decides is on the callers' side, and at the egress gateway.</summary>
public sealed class ExternalStatementTests
{
    private const string Objects = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: egress, namespace: edge, labels: { istio: egressgateway }, annotations: { inject.istio.io/templates: gateway } }, spec: { serviceAccountName: egress, containers: [{ name: istio-proxy, image: auto, ports: [{ containerPort: 8443 }] }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: egress, namespace: edge }, spec: { selector: { istio: egressgateway }, ports: [{ port: 443, targetPort: 8443, name: https }] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: orders, namespace: shop, labels: { app: orders } }, spec: { serviceAccountName: orders, containers: [{ name: a, image: a }] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { serviceAccountName: web, containers: [{ name: a, image: a }] } }
        ---
        { apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: { name: api, namespace: shop }, spec: { hosts: [api.example], location: MESH_EXTERNAL, resolution: DNS, ports: [{ number: 80, name: http, protocol: HTTP, targetPort: 443 }] } }
        ---
        { apiVersion: networking.istio.io/v1, kind: Gateway, metadata: { name: out, namespace: edge }, spec: { selector: { istio: egressgateway }, servers: [{ port: { number: 443, name: https, protocol: HTTPS }, hosts: [api.example], tls: { mode: ISTIO_MUTUAL } }] } }
        ---
        { apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: api, namespace: edge }, spec: { hosts: [api.example], gateways: [mesh, out], http: [{ match: [{ gateways: [mesh] }], route: [{ destination: { host: egress.edge.svc.cluster.local, port: { number: 443 } } }] }, { match: [{ gateways: [out] }], route: [{ destination: { host: api.example, port: { number: 80 } } }] }] } }
        ---
        { apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: { name: egress, namespace: edge }, spec: { host: egress.edge.svc.cluster.local, trafficPolicy: { tls: { mode: ISTIO_MUTUAL, sni: api.example } } } }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: egress, namespace: edge }, spec: { rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/orders] } }], to: [{ operation: { methods: [GET], hosts: [api.example] } }] }] } }
        """;

    [Theory]
    [InlineData(StatementKind.Only, "orders", "", StatementOutcome.Proven)]
    [InlineData(StatementKind.Deny, "web", "", StatementOutcome.Proven)]
    [InlineData(StatementKind.Deny, "outsiders", "", StatementOutcome.Proven)]
    [InlineData(StatementKind.Deny, "orders", "PUT", StatementOutcome.Proven)]
    [InlineData(StatementKind.Allow, "orders", "GET", StatementOutcome.Proven)]
    [InlineData(StatementKind.Deny, "orders", "", StatementOutcome.Refuted)]
    [InlineData(StatementKind.Only, "web", "", StatementOutcome.Refuted)]
    [InlineData(StatementKind.Allow, "web", "GET", StatementOutcome.Refuted)]
    [InlineData(StatementKind.Allow, "orders", "PUT", StatementOutcome.Refuted)]
    public void Statement_IsHeldAgainstTheWayByTheEgressGateway(StatementKind kind, string from, string method, StatementOutcome outcome)
    {
        var result = Prove(Objects, kind, from, method);

        result.Outcome.ShouldBe(outcome, $"{result.Witness} {result.Reason}");
        result.Ports.ShouldBe(1);
        result.Destination.ShouldBe(outcome == StatementOutcome.Proven ? null : "api.example:80");
    }

    /// <summary>Without the route to the gateway the callers' proxies send it straight out, and nobody asks who calls.</summary>
    [Fact]
    public void WayStraightOut_IsOpenToEverybody() =>
        Prove(Objects.Replace("gateways: [mesh, out]", "gateways: [out]", StringComparison.Ordinal), StatementKind.Only, "orders", "").Witness.ShouldNotBeNull().ShouldContain("shop/web");

    /// <summary>Only some requests leave by the gateway, and the others go straight.</summary>
    [Fact]
    public void RouteForSomeRequests_LeavesTheOthers()
    {
        var objects = Objects.Replace("http: [{ match: [{ gateways: [mesh] }]", "http: [{ match: [{ gateways: [mesh], uri: { prefix: /safe } }]", StringComparison.Ordinal)
            .Replace("{ match: [{ gateways: [out] }]", "{ match: [{ gateways: [mesh] }], route: [{ destination: { host: api.example } }] }, { match: [{ gateways: [out] }]", StringComparison.Ordinal);

        Prove(objects, StatementKind.Deny, "web", "", "/safe*").Outcome.ShouldBe(StatementOutcome.Proven);
        Prove(objects, StatementKind.Deny, "web", "", "/other").Outcome.ShouldBe(StatementOutcome.Refuted);
    }

    /// <summary>A gateway whose policy names nobody lets strangers with a certificate of the mesh out.</summary>
    [Fact]
    public void GatewayThatAdmitsEveryIdentity_LetsStrangersOut() =>
        Prove(Objects.Replace("principals: [cluster.local/ns/shop/sa/orders]", "principals: ['*']", StringComparison.Ordinal), StatementKind.Deny, "outsiders", "")
            .Witness.ShouldNotBeNull().ShouldContain("spiffe://cluster.local/ns/other/sa/other asking for api.example GET");

    [Fact]
    public void Sidecar_ThatDoesNotListTheHost_CountsToo() => Prove(
        Objects.Replace("gateways: [mesh, out]", "gateways: [out]", StringComparison.Ordinal)
            + "\n---\n{ apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: { name: default, namespace: shop }, spec: { outboundTrafficPolicy: { mode: REGISTRY_ONLY }, egress: [{ hosts: ['istio-system/*'] }] } }",
        StatementKind.Deny, "web", "").Outcome.ShouldBe(StatementOutcome.Proven);

    [Theory]
    [InlineData("external api", true)]
    [InlineData("external shop/api", true)]
    [InlineData("external api.example", true)]
    [InlineData("external other", false)]
    public void Name_IsThatOfTheServiceEntryOrTheHost(string to, bool isThere) =>
        (Prove(Objects, StatementKind.Only, "orders", "", to: to).Outcome == StatementOutcome.Proven).ShouldBe(isThere);

    private static StatementResult Prove(string objects, StatementKind kind, string from, string method, string path = "", string to = "external api")
    {
        var read = new ManifestReader().ReadText(objects, "egress.yaml");
        read.Errors.ShouldBeEmpty();
        return StatementProof.Of(
            new() { Clusters = [ManifestInventory.Read(read.Items)] },
            [
                new Statement
                {
                    Kind = kind,
                    From = [CallerSet.Parse(from)!],
                    To = [TargetSet.Parse(to)!],
                    Methods = method.Length == 0 ? [] : [method],
                    Paths = path.Length == 0 ? [] : [path],
                    Name = "statements[0]",
                },
            ]).ShouldHaveSingleItem();
    }
}
