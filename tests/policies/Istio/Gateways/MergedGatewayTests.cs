using Manifests.Reading;
using Policies.Istio.GatewayApi;
using Policies.Istio.Gateways;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Istio.Gateways;

/// <summary>What listens at a gateway's pods, by which names, and which routes each host has (istio: pilot/pkg/networking/core/gateway.go and gateway_test.go).</summary>
public sealed class MergedGatewayTests
{
    private const string Pods = """
        { apiVersion: v1, kind: Pod, metadata: { name: gw, namespace: edge, labels: { istio: gw }, annotations: { inject.istio.io/templates: gateway } }, spec: { serviceAccountName: gw, containers: [{ name: istio-proxy, image: auto }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: gw, namespace: edge }, spec: { selector: { istio: gw }, ports: [{ name: http, port: 80, targetPort: 8080 }] } }
        """;

    /// <summary>Two servers whose ports come to one of the pods' are one route configuration, each with the routes of its own Gateway.</summary>
    [Fact]
    public void Hosts_OfTwoHttpServersOnOnePort_AreOneList()
    {
        var (cluster, gateway) = Read(
            Gateway("one", "{ port: { number: 80, name: a, protocol: HTTP }, hosts: ['*'] }"),
            Gateway("two", "{ port: { number: 8080, name: b, protocol: HTTP2 }, hosts: [b.example] }"),
            Http("a", "one", "a.example", "{ match: [ { port: 80 } ], route: [ { destination: { host: a } } ] }"),
            Http("b", "two", "'*.example'", "{ match: [ { port: 80 } ], redirect: { uri: /no } }, { route: [ { destination: { host: b } } ] }"));

        var listener = gateway.Listeners.ShouldHaveSingleItem();
        listener.Port.ShouldBe(8080);
        Words(cluster, listener.Chains.ShouldHaveSingleItem()).ShouldBe(["a.example: a", "b.example: b"]);
    }

    /// <summary>The routes of several VirtualServices for one host follow each other, and what takes everything comes last.</summary>
    [Fact]
    public void Routes_OfOneHost_AreTheOldestsFirstWithCatchAllsLast() => Words(
        Gateway("one", "{ port: { number: 80, name: a, protocol: HTTP }, hosts: ['*'] }"),
        Http("a", "one", "a.example", "{ route: [ { destination: { host: all } } ] }, { match: [ { uri: { prefix: /never } } ], route: [ { destination: { host: never } } ] }"),
        Http("b", "one", "a.example", "{ match: [ { uri: { prefix: /b } } ], route: [ { destination: { host: b } } ] }"),
        Http("c", "one", "a.example", "{ match: [ { uri: { prefix: / }, headers: { x: { exact: y1 } } } ], route: [ { destination: { host: c } } ] }")).ShouldBe(["a.example: b, c, all"]);

    /// <summary>Those for the gateway's own namespace alone come before those for everybody, whatever their ages.</summary>
    [Fact]
    public void Routes_ByExport_BeginWithThoseForTheGatewaysNamespace() => Words(
        Gateway("one", "{ port: { number: 80, name: a, protocol: HTTP }, hosts: ['*'] }"),
        Http("a", "one", "a.example", "{ match: [ { uri: { prefix: /a } } ], route: [ { destination: { host: everybody } } ] }"),
        Http("b", "one", "a.example", "{ match: [ { uri: { prefix: /a } } ], route: [ { destination: { host: exported } } ] }", "exportTo: [edge], "),
        Http("c", "one", "a.example", "{ match: [ { uri: { prefix: /a } } ], route: [ { destination: { host: own } } ] }", "exportTo: [.], ", "edge")).ShouldBe(["a.example: own, exported, everybody"]);

    [Theory]
    [InlineData("['*.example']", "['a.example', 'b.other']", "a.example: s")]
    [InlineData("['*.example']", "['*.a.example']", "*.a.example: s")]
    [InlineData("['a.example', 'b.example']", "['*.example']", "a.example: s|b.example: s")]
    [InlineData("['app/*.example']", "['a.example']", "a.example: s")]
    [InlineData("['other/*.example']", "['a.example']", "")]
    [InlineData("['./*.example']", "['a.example']", "")]
    [InlineData("['*/*.example']", "['A.Example']", "a.example: s")]
    public void Hosts_OfAServerAndAVirtualService_AreThoseOfBoth(string server, string service, string words) => Words(
        Gateway("one", $"{{ port: {{ number: 80, name: a, protocol: HTTP }}, hosts: {server} }}"),
        Http("a", "one", service.Trim('[', ']'), "{ route: [ { destination: { host: s } } ] }")).ShouldBe(words.Length == 0 ? [] : words.Split('|'));

    /// <summary>A server that redirects to HTTPS does so for its hosts, with or without routes; not for hosts that it has for some namespace without a route.</summary>
    [Fact]
    public void Hosts_OfAServerThatRedirects_AreAnsweredSo() => Words(
        Gateway("one", "{ port: { number: 80, name: a, protocol: HTTP }, hosts: [a.example, app/b.example, 'app/c.example'], tls: { httpsRedirect: true } }", "{ port: { number: 80, name: b, protocol: HTTP }, hosts: [d.example] }"),
        Http("a", "one", "c.example, d.example", "{ route: [ { destination: { host: s } } ] }")).ShouldBe(["a.example: to HTTPS", "c.example: to HTTPS", "d.example: s"]);

    [Theory]
    [InlineData("a.example", "a.example")]
    [InlineData("x.a.example", "*.a.example")]
    [InlineData("b.example", "*.example")]
    [InlineData("other", "*")]
    [InlineData(null, "*")]
    public void Taking_AServerName_IsTheServerWhoseHostFitsBest(string? name, string host) => Read(
        Gateway("one", Https("w", "*.example"), Https("x", "a.example"), Https("y", "*"), Https("z", "*.a.example")))
        .Gateway.On(443)!.Taking(name)!.Names.ShouldBe([host]);

    /// <summary>A server for every name has no other names, so one that is for the very name comes before it, whichever is stated first.</summary>
    [Fact]
    public void Taking_ANameBesideEveryName_IsTheServerThatIsForItAlone() => Read(
        Gateway("one", Https("w", "*', 'app/a.example"), Https("x", "*/a.example")))
        .Gateway.On(443)!.Taking("a.example")!.Names.ShouldBe(["a.example"]);

    [Fact]
    public void Taking_ANameOfNoServer_IsNone() => Read(Gateway("one", Https("x", "a.example"))).Gateway.On(443)!.Taking("b.example").ShouldBeNull();

    /// <summary>To Envoy the namespace in front of a host is not there, so that two servers are for one name.</summary>
    [Fact]
    public void Problem_OfOneNameTwice_IsThatEnvoyRefusesTheListener() =>
        Read(Gateway("one", Https("x", "a.example"), Https("y", "app/a.example"))).Gateway.On(443)!.Problem.ShouldBe("two servers or routes on port 443 are for the server name a.example, and Envoy refuses the listener");

    /// <summary>Of routes for one server name the first holds, and one with another name too is left out as a whole.</summary>
    [Fact]
    public void Chains_OfTlsThatIsHandedThrough_AreThoseOfTheFirstRouteForAName() => Read(
        Gateway("one", "{ port: { number: 443, name: a, protocol: TLS }, hosts: ['*.example'], tls: { mode: PASSTHROUGH } }"),
        Tls("a", "{ match: [ { sniHosts: [a.example] }, { sniHosts: [b.example], port: 444 } ], route: [ { destination: { host: first } } ] }"),
        Tls("b", "{ match: [ { sniHosts: [a.example, c.example] }, { sniHosts: [b.example] } ], route: [ { destination: { host: second } } ] }"))
        .Gateway.On(443)!.Chains.Select(chain => $"{string.Join(' ', chain.Names)}: {chain.Destinations[0].Host}").ShouldBe(["a.example: first", "b.example: second"]);

    /// <summary>Connections go by the first route of the first VirtualService that has one, whose and for which address they are is not asked.</summary>
    [Fact]
    public void Chains_OfConnections_AreTheFirstRoute() => Read(
        Gateway("one", "{ port: { number: 9000, name: a, protocol: TCP }, hosts: ['*'] }"),
        Tcp("a", "{ match: [ { port: 9001 } ], route: [ { destination: { host: no } } ] }, { match: [ { destinationSubnets: [10.0.0.0/8], sourceLabels: { a: b1 } } ], route: [ { destination: { host: first } } ] }"),
        Tcp("b", "{ route: [ { destination: { host: second } } ] }"))
        .Gateway.On(9000)!.Chains.ShouldHaveSingleItem().Destinations.ShouldHaveSingleItem().Host.ShouldBe("first");

    private static string Gateway(string name, params string[] servers) =>
        $"{{ apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {{ name: {name}, namespace: edge }}, spec: {{ selector: {{ istio: gw }}, servers: [ {string.Join(", ", servers)} ] }} }}";

    private static string Https(string name, string host) => $"{{ port: {{ number: 443, name: {name}, protocol: HTTPS }}, hosts: ['{host}'], tls: {{ mode: SIMPLE, credentialName: c }} }}";

    private static string Http(string name, string gateway, string hosts, string routes, string besides = "", string @namespace = "app") => Virtual(name, gateway, hosts, $"{besides}http: [ {routes} ]", @namespace);

    private static string Tls(string name, string routes) => Virtual(name, "one", "a.example, b.example, c.example", $"tls: [ {routes} ]", "app");

    private static string Tcp(string name, string routes) => Virtual(name, "one", "'*'", $"tcp: [ {routes} ]", "app");

    private static string Virtual(string name, string gateway, string hosts, string routes, string @namespace) =>
        $"{{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {{ name: {name}, namespace: {@namespace} }}, spec: {{ hosts: [ {hosts} ], gateways: [ edge/{gateway} ], {routes} }} }}";

    private static IEnumerable<string> Words(params string[] objects)
    {
        var (cluster, gateway) = Read(objects);
        return Words(cluster, gateway.Listeners.ShouldHaveSingleItem().Chains.ShouldHaveSingleItem());
    }

    private static IEnumerable<string> Words(Cluster cluster, GatewayChain chain) => GatewayVirtualHosts.Of(cluster, cluster.Workloads.Single(), chain.Servers)
        .OrderBy(host => host.Host, StringComparer.Ordinal)
        .Select(host => $"{host.Host}: {(host.RedirectsToHttps ? "to HTTPS" : string.Join(", ", host.Routes.Select(route => route.Route.Redirect is null ? route.Route.Route![0].Destination.Host : "redirect")))}");

    private static (Cluster Cluster, MergedGateway Gateway) Read(params string[] objects)
    {
        var read = new ManifestReader().ReadText(string.Join("\n---\n", [Pods, .. objects]), "gateways.yaml");
        read.Errors.ShouldBeEmpty();
        var cluster = GatewayApiTranslation.Of(ManifestInventory.Read(read.Items));
        return (cluster, MergedGateway.Of(cluster, cluster.Workloads.Single()));
    }
}
