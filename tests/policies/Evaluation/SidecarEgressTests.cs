using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

/// <summary>What clients' proxies know: services on the ports that a Sidecar lists, routes that are shown to them, and where those lead.</summary>
public sealed class SidecarEgressTests
{
    private const string Strict = "{ kind: PeerAuthentication, metadata: { name: p, namespace: istio-system }, spec: { mtls: { mode: STRICT } } }";

    /// <summary>A call that the client's proxy does not know goes out in plaintext, which the servers refuse.</summary>
    [Theory]
    [InlineData("{ port: { number: 80, name: h, protocol: HTTP }, hosts: ['./*'] }", 80, true)]
    [InlineData("{ port: { number: 80, name: h, protocol: HTTP }, hosts: ['./*'] }", 81, false)]
    [InlineData("{ port: { number: 80, name: h, protocol: HTTP }, hosts: ['depot/*'] }, { hosts: ['./*'] }", 80, false)]
    [InlineData("{ port: { number: 80, name: h, protocol: HTTP }, hosts: ['depot/*'] }, { hosts: ['./*'] }", 81, true)]
    [InlineData("{ port: { number: 80, name: h, protocol: http_proxy }, hosts: ['./*'] }", 81, true)]
    [InlineData("{ hosts: ['~/*'] }", 80, false)]
    public void Listener_WithPort_IsAllThatThereIsOfIt(string listeners, int port, bool allow) =>
        Ask($"{{ from: shop/a, to: shop/b, port: {port} }}", $"{Strict}, {Sidecar(listeners)}")[0].Verdict.Allow.ShouldBe(allow);

    [Theory]
    [InlineData("", false)]
    [InlineData("mesh: { defaultVirtualServiceExportTo: ['.'] }", true)]
    [InlineData("mesh: { defaultVirtualServiceExportTo: ['.', shop] }", false)]
    [InlineData("mesh: { defaultVirtualServiceExportTo: ['*'] }", false)]
    public void Route_WithoutExportTo_IsShownAsTheMeshSays(string mesh, bool allow) =>
        Ask("{ from: shop/a, to: shop/b, port: 80 }", Answering, mesh)[0].Verdict.Allow.ShouldBe(allow);

    [Theory]
    [InlineData("{ hosts: ['./*'] }", true)]
    [InlineData("{ hosts: ['./*', 'depot/other.example'] }", true)]
    [InlineData("{ hosts: ['./*', 'depot/*.local'] }", false)]
    [InlineData("{ hosts: ['*/*'] }", false)]
    [InlineData("{ port: { number: 80, name: h, protocol: HTTP }, hosts: ['shop/*'] }, { hosts: ['*/*'] }", true)]
    [InlineData("{ port: { number: 81, name: h, protocol: HTTP }, hosts: ['shop/*'] }, { hosts: ['*/*'] }", false)]
    public void Route_ThatTheSidecarDoesNotList_IsNotTaken(string listeners, bool allow) =>
        Ask("{ from: shop/a, to: shop/b, port: 80 }", $"{Answering}, {Sidecar(listeners)}")[0].Verdict.Allow.ShouldBe(allow);

    [Theory]
    [InlineData("", true)]
    [InlineData("mesh: { defaultServiceExportTo: ['.'] }", false)]
    public void Service_WithoutExportTo_IsShownAsTheMeshSays(string mesh, bool allow) =>
        Ask("{ from: shop/a, to: depot/c, port: 80 }", Strict, mesh)[0].Verdict.Allow.ShouldBe(allow);

    /// <summary>A service that the Sidecar does not list is known where a route leads to it, and only there.</summary>
    [Fact]
    public void Service_BehindARoute_NeedsNoPlaceInTheSidecar()
    {
        var config = $$"""
            {{Strict}}, {{Sidecar("{ hosts: ['./*'] }")}},
            { kind: VirtualService, metadata: { name: v, namespace: shop }, spec: { hosts: [b], http: [
              { route: [ { destination: { host: c.depot.svc.cluster.local, port: { number: 80 } } } ] } ] } }
            """;

        var routed = Ask("{ from: shop/a, to: shop/b, port: 80 }", config).ShouldHaveSingleItem();
        routed.Call.To!.Name.ShouldBe("c");
        routed.Verdict.Allow.ShouldBe(true, routed.Verdict.Reason);
        routed.Verdict.Transport.ShouldBe(Transport.Mtls);
        Ask("{ from: shop/a, to: depot/c, port: 80 }", config)[0].Verdict.Allow.ShouldBe(false);
    }

    /// <summary>A listener with a port knows what its routes lead to on that port only.</summary>
    [Theory]
    [InlineData("", 80, true)]
    [InlineData("", 90, false)]
    [InlineData(", { hosts: ['depot/*'] }", 90, true)]
    [InlineData(", { hosts: ['shop/*'] }", 90, true)]
    [InlineData(", { port: { number: 90, name: x, protocol: HTTP }, hosts: ['depot/*'] }", 90, true)]
    [InlineData(", { port: { number: 91, name: x, protocol: HTTP }, hosts: ['depot/*'] }", 90, false)]
    public void Route_ToAPortThatIsNotListed_LeadsNowhere(string more, int port, bool allow) => Ask("{ from: shop/a, to: shop/b, port: 80 }", $$"""
        {{Strict}}, {{Sidecar($"{{ port: {{ number: 80, name: h, protocol: HTTP }}, hosts: ['./*'] }}{more}")}},
        { kind: VirtualService, metadata: { name: v, namespace: shop }, spec: { hosts: [b], http: [
          { route: [ { destination: { host: c.depot.svc.cluster.local, port: { number: {{port}} } } } ] } ] } }
        """)[0].Verdict.Allow.ShouldBe(allow);

    /// <summary>A route of a service leads nowhere on ports that the Sidecar does not list.</summary>
    [Theory]
    [InlineData(80, true)]
    [InlineData(81, false)]
    public void Route_OnAPortThatIsNotListed_IsNotTaken(int port, bool allow) => Ask($"{{ from: shop/a, to: shop/b, port: {port} }}", $$"""
        {{Strict}}, {{Sidecar("{ port: { number: 80, name: h, protocol: HTTP }, hosts: ['./*'] }")}},
        { kind: VirtualService, metadata: { name: v, namespace: shop }, spec: { hosts: [b], http: [
          { route: [ { destination: { host: b } } ] } ] } }
        """)[0].Verdict.Allow.ShouldBe(allow);

    private const string Answering = """
        { kind: VirtualService, metadata: { name: v, namespace: depot }, spec: { hosts: [b.shop.svc.cluster.local], http: [ { directResponse: { status: 503 } } ] } }
        """;

    private static string Sidecar(string listeners) => $"{{ kind: Sidecar, metadata: {{ name: s, namespace: shop }}, spec: {{ egress: [ {listeners} ] }} }}";

    private static IReadOnlyList<(Call Call, Verdict Verdict)> Ask(string call, string config, string mesh = "")
    {
        var reading = ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            {{mesh}}
            workloads:
            - { name: a, namespace: shop }
            - { name: b, namespace: shop, ports: [ { name: http, servicePort: 80, targetPort: 8080, protocol: HTTP },
                { name: more, servicePort: 81, targetPort: 8081, protocol: HTTP } ] }
            - { name: c, namespace: depot, ports: [ { name: http, servicePort: 80, targetPort: 8080, protocol: HTTP },
                { name: more, servicePort: 90, targetPort: 8090, protocol: HTTP } ] }
            config: [ {{config}} ]
            calls: [ {{call}} ]
            """), "s");
        reading.Errors.ShouldBeEmpty();
        var fleet = new Fleet { Clusters = [reading.Scenarios[0].Cluster] };
        var evaluator = new Evaluator(fleet);
        var asked = reading.Scenarios[0].Calls[0];
        var hops = new Hops(fleet, evaluator).Of(asked[0]);
        return hops is [var only] && ReferenceEquals(only.Call, asked[0]) ? [(only.Call, evaluator.Evaluate(asked)[0])] : [.. hops.Select(hop => (hop.Call, hop.Verdict))];
    }
}
