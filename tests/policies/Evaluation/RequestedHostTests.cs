using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

/// <summary>Requests that a sidecar sends by their host, and those that leave the mesh by a gateway.</summary>
public sealed class RequestedHostTests
{
    /// <summary>The listener of a port of HTTP takes every address: the request goes where its host says, whoever the address is of.</summary>
    [Theory]
    [InlineData("from: shop/a, to: 203.0.113.7, port: 80, host: till.shop.svc.cluster.local", true)]
    [InlineData("from: shop/a, to: 203.0.113.7, port: 80, host: till.shop, path: /closed", false)]
    [InlineData("from: shop/a, to: 203.0.113.7, port: 80, host: 'TILL.shop:80', path: /closed", false)]
    [InlineData("from: shop/a, to: 203.0.113.7, port: 80, host: elsewhere.example, path: /closed", true)] // no route: to the address itself
    [InlineData("from: shop/a, to: 203.0.113.7, port: 81, host: till.shop, path: /closed", true)] // no listener of HTTP there
    [InlineData("from: shop/a, to: 203.0.113.7, port: 80, protocol: TCP", true)]
    [InlineData("from: shop/bare, to: 203.0.113.7, port: 80, host: till.shop, path: /closed", true)] // no proxy
    public void Address_OfNobody_IsCalledByTheHostOfTheRequest(string call, bool allow) => Ask(call).Allow.ShouldBe(allow);

    /// <summary>Hosts that only a VirtualService has are routes of port 80; the way out is judged at the gateway and behind it.</summary>
    [Theory]
    [InlineData("from: shop/a, to: www.out.example, port: 80, path: /open", true, null)]
    [InlineData("from: shop/a, to: www.out.example, port: 80, path: /secret", false, Layer.Authorization)] // the gateway's own policy
    [InlineData("from: shop/a, to: www.out.example, port: 80, path: /closed", false, Layer.Authorization)] // the policy of the server behind it
    [InlineData("from: shop/a, to: 203.0.113.7, port: 80, host: www.out.example, path: /secret", false, Layer.Authorization)]
    [InlineData("from: shop/a, to: unrouted.example, port: 80, path: /open", false, Layer.ClientTls)] // its gateway has no route for it
    public void Host_OfAVirtualServiceOnly_IsFollowedThroughItsGateway(string call, bool allow, Layer? deniedBy)
    {
        var answer = Ask(call);
        answer.Allow.ShouldBe(allow, answer.Reason);
        answer.DeniedBy.ShouldBe(deniedBy, answer.Reason);
    }

    /// <summary>A VirtualService may lead to a host that is no service's, its own too; its wildcards are hosts only where no service has one of them.</summary>
    [Theory]
    [InlineData("host: self.example", false)]
    [InlineData("host: a.self.example", false)]
    [InlineData("host: nobody.shop.svc.cluster.local", true)]
    public void Host_OfARouteToNobody_IsAnsweredByTheProxy(string request, bool allow) =>
        Ask($"from: shop/a, to: 203.0.113.7, port: 80, {request}").Allow.ShouldBe(allow);

    /// <summary>A Sidecar that lists neither the service nor the VirtualService leaves no route for the host: the request goes to the address.</summary>
    [Theory]
    [InlineData("", "till.shop", false)]
    [InlineData("./*", "till.shop", false)]
    [InlineData("edge/*", "till.shop", true)]
    [InlineData("shop/till.shop.svc.cluster.local", "self.example", true)]
    [InlineData("./till.shop.svc.cluster.local, '*/self.example'", "self.example", false)]
    [InlineData("'*/self.example'", "self.example", true)] // no service that it lists has the port
    public void Host_ThatTheSidecarDoesNotList_IsNoRoute(string egress, string host, bool allow) =>
        Ask($"from: shop/a, to: 203.0.113.7, port: 80, path: /closed, host: {host}", egress).Allow.ShouldBe(allow);

    [Theory]
    [InlineData("from: shop/a, to: www.out.example, port: 8080, path: /open")]
    [InlineData("from: shop/bare, to: www.out.example, port: 80, path: /open")]
    [InlineData("from: shop/a, to: nobody.example, port: 80, host: till.shop")]
    public void Host_WithoutARoute_IsRefusedAsBefore(string call) =>
        Read(call).Errors.ShouldHaveSingleItem().Message.ShouldContain("no workload, service or host");

    private static AccessAnswer Ask(string call, string egress = "")
    {
        var reading = Read(call, egress);
        reading.Errors.ShouldBeEmpty();
        var fleet = new Fleet { Clusters = [reading.Scenarios[0].Cluster] };
        return AccessAnswer.Of(new Hops(fleet, new Evaluator(fleet)).Answers(reading.Scenarios[0].Calls[0]));
    }

    private static ScenarioReading Read(string call, string egress = "") => ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""
        workloads:
        - { name: a, namespace: shop }
        - { name: bare, namespace: shop, sidecar: false }
        - { name: till, namespace: shop, ports: [ { servicePort: 80, targetPort: 8080, protocol: HTTP }, { servicePort: 81, targetPort: 8081, protocol: TCP } ] }
        - { name: out, namespace: edge, gateway: true, labels: { istio: out }, ports: [ { servicePort: 80, targetPort: 8080, protocol: HTTP } ] }
        config:
        - { kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { action: DENY, rules: [ { to: [ { operation: { paths: [/closed] } } ] } ] } }
        - { kind: AuthorizationPolicy, metadata: { name: p, namespace: edge }, spec: { action: DENY, rules: [ { to: [ { operation: { paths: [/secret] } } ] } ] } }
        - { kind: Gateway, apiVersion: networking.istio.io/v1, metadata: { name: g, namespace: edge }, spec: { selector: { istio: out }, servers: [ { port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] } ] } }
        - kind: VirtualService
          metadata: { name: v, namespace: edge }
          spec:
            hosts: [www.out.example, unrouted.example]
            gateways: [mesh, g]
            http:
            - { match: [ { gateways: [mesh] } ], route: [ { destination: { host: out.edge.svc.cluster.local, port: { number: 80 } } } ] }
            - { match: [ { gateways: [g], authority: { exact: www.out.example } } ], route: [ { destination: { host: till.shop.svc.cluster.local, port: { number: 80 } } } ] }
        - { kind: VirtualService, metadata: { name: self, namespace: edge }, spec: { hosts: [self.example, "*.self.example"], http: [ { route: [ { destination: { host: self.example } } ] } ] } }
        - { kind: VirtualService, metadata: { name: wide, namespace: edge }, spec: { hosts: ["*.shop.svc.cluster.local"], http: [ { match: [ { uri: { exact: /wide } } ], redirect: { uri: / } }, { match: [ { uri: { prefix: / } } ], route: [ { destination: { host: till.shop.svc.cluster.local } } ] } ] } }
        {{(egress.Length == 0 ? "" : $"- {{ kind: Sidecar, metadata: {{ name: s, namespace: shop }}, spec: {{ egress: [ {{ hosts: [{egress}] }} ] }} }}")}}
        calls: [ { {{call}} } ]
        """), "s");
}
