using Manifests.Reading;
using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

/// <summary>Requests beyond the gateway that takes them: the gateway is the caller where they arrive.</summary>
public sealed class HopsTests
{
    private const string Objects = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: ingress, namespace: edge, labels: { istio: ingressgateway }, annotations: { inject.istio.io/templates: gateway } }, spec: { serviceAccountName: ingress, containers: [{ name: istio-proxy, image: auto, ports: [{ containerPort: 8443 }] }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: ingress, namespace: edge }, spec: { selector: { istio: ingressgateway }, ports: [{ port: 443, targetPort: 8443, name: https }] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { serviceAccountName: web, containers: [{ name: a, image: a, ports: [{ containerPort: 8080, name: http }] }] } }
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

    private const string OtherPort = """

        ---
        { apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: other, namespace: edge }, spec: { hosts: [shop.example], gateways: [public], http: [{ match: [{ port: 81 }], redirect: { uri: / } }] } }
        """;

    private const string Egress = """

        ---
        { apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: { name: api, namespace: shop }, spec: { hosts: [api.example], location: MESH_EXTERNAL, resolution: DNS, ports: [{ number: 80, name: http, protocol: HTTP }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: egress, namespace: edge }, spec: { selector: { istio: ingressgateway }, ports: [{ port: 80, targetPort: 8080, appProtocol: http }] } }
        ---
        { apiVersion: networking.istio.io/v1, kind: Gateway, metadata: { name: out, namespace: edge }, spec: { selector: { istio: ingressgateway }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [api.example] }] } }
        ---
        { apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: api, namespace: edge }, spec: { hosts: [api.example], gateways: [mesh, out], http: [{ match: [{ gateways: [mesh] }], route: [{ destination: { host: egress.edge.svc.cluster.local, port: { number: 80 } } }] }, { match: [{ gateways: [out] }], route: [{ destination: { host: api.example, port: { number: 80 } } }] }] } }
        """;

    [Fact]
    public void After_ARequestThatTheGatewayTakes_IsItsCallToTheService()
    {
        var hop = After(Objects, "GET", "/shop").ShouldHaveSingleItem();

        hop.Call.From.ToString().ShouldBe("edge/ingress");
        hop.Call.To!.ToString().ShouldBe("shop/web");
        (hop.Call.ServicePort, hop.Call.Port).ShouldBe((80, 8080));
        (hop.Verdict.Allow, hop.Verdict.Transport).ShouldBe((true, Transport.Mtls));
    }

    [Fact]
    public void After_ARequestThatTheServiceRefuses_IsDeniedThereByItsPolicy()
    {
        var hop = After(Objects, "PUT", "/shop").ShouldHaveSingleItem();

        hop.Verdict.Allow.ShouldBe(false);
        hop.Verdict.Decisive.Object!.ToString().ShouldBe("AuthorizationPolicy shop/web");
    }

    [Theory]
    [InlineData("", "", "/other", false, "VirtualService edge/web: no route of it matches")]
    [InlineData("gateways: [public]", "gateways: [elsewhere]", "/shop", false, "answers 404")]
    [InlineData("web.shop.svc.cluster.local", "gone.shop.svc.cluster.local", "/shop", false, "is no service")]
    [InlineData("http: [{ match", "http: [{ rewrite: { uriRegexRewrite: { match: '(?i)a', rewrite: b } }, match", "/shop", null, "VirtualService edge/web: its route rewrites the path by a regular expression that is not modelled")]
    [InlineData("match: [{ uri: { prefix: /shop } }], route: [{ destination: { host: web.shop.svc.cluster.local, port: { number: 80 } } }]", "redirect: { uri: / }", "/shop", false, "VirtualService edge/web: its route answers instead of the service")]
    [InlineData("http: [{ match", "http: [{ headers: { request: { set: { authorization: b } } }, match", "/shop", null, "its route changes the header authorization")]
    [InlineData("kind: Gateway, metadata: { name: public", "kind: Gateway, metadata: { name: public2", "/shop", false, "answers 404")]
    public void After_ARequestThatGoesNowhere_SaysWhy(string text, string other, string path, bool? allow, string reason)
    {
        Objects.ShouldContain(text);

        var hop = After(text.Length == 0 ? Objects : Objects.Replace(text, other, StringComparison.Ordinal), "GET", path).ShouldHaveSingleItem();

        hop.Verdict.Allow.ShouldBe(allow);
        hop.Verdict.Reason.ShouldContain(reason);
        hop.Verdict.Decisive.Source.ShouldNotBeNull();
    }

    /// <summary>The gateway says who called, also where nobody knows from where: that is no address of the gateway's own.</summary>
    [Theory]
    [InlineData("198.51.100.7", "198.51.100.0/24", true)]
    [InlineData("198.51.100.7", "10.0.0.0/8", false)]
    [InlineData(null, "10.0.0.0/8", null)]
    public void After_ARequestOfAnAddress_IsJudgedByIt(string? address, string block, bool? allow)
    {
        var cluster = Read(Objects.Replace("source: { principals: [cluster.local/ns/edge/sa/ingress] }", $"source: {{ remoteIpBlocks: ['{block}'] }}", StringComparison.Ordinal)
            .Replace("containerPort: 8443 }] }] } }", "containerPort: 8443 }] }] }, status: { podIP: 10.1.2.3 } }", StringComparison.Ordinal));
        var ingress = cluster.Workloads.Single(workload => workload.Name == "ingress");
        ingress.Ip.ShouldBe("10.1.2.3");
        var hop = Follow(cluster, new Call
        {
            From = new Caller.Outsider(address),
            To = ingress,
            Port = 8443,
            Protocol = PortProtocol.Https,
            IsApplicationTls = true,
            Sni = "shop.example",
            Http = new HttpCall { Path = "/shop", Host = "shop.example" },
        }).ShouldHaveSingleItem();

        hop.Verdict.Allow.ShouldBe(allow, hop.Verdict.Reason);
    }

    /// <summary>A proxy that reads no requests finds nothing in them: the caller's address is the gateway's (RBAC's <c>remote_ip</c> of a connection).</summary>
    [Theory]
    [InlineData("10.1.0.0/16", true)]
    [InlineData("198.51.100.0/24", false)]
    public void After_ARequestToAPortWithoutRequests_IsJudgedByTheGatewaysAddress(string block, bool allow)
    {
        const string rule = "source: { principals: [cluster.local/ns/edge/sa/ingress] } }], to: [{ operation: { methods: [GET] } }]";
        Objects.ShouldContain(rule);
        var cluster = Read(Objects.Replace(rule, $"source: {{ remoteIpBlocks: ['{block}'] }} }}]", StringComparison.Ordinal)
            .Replace("appProtocol: http }", "appProtocol: tls }", StringComparison.Ordinal)
            .Replace("containerPort: 8443 }] }] } }", "containerPort: 8443 }] }] }, status: { podIP: 10.1.2.3 } }", StringComparison.Ordinal));
        var hop = Follow(cluster, new Call
        {
            From = new Caller.Outsider("198.51.100.7"),
            To = cluster.Workloads.Single(workload => workload.Name == "ingress"),
            Port = 8443,
            Protocol = PortProtocol.Https,
            IsApplicationTls = true,
            Sni = "shop.example",
            Http = new HttpCall { Path = "/shop", Host = "shop.example" },
        }).ShouldHaveSingleItem();

        hop.Verdict.Allow.ShouldBe(allow, hop.Verdict.Reason);
    }

    /// <summary>What istiod makes no route of stands in nobody's way, and a header is compared as it is written.</summary>
    [Theory]
    [InlineData("http: [{ match: [{ port: 81 }], redirect: { uri: / } }, { match: [{ uri")]
    [InlineData("http: [{ match: [{ sourceLabels: { app: nobody } }], redirect: { uri: / } }, { match: [{ uri")]
    [InlineData("http: [{ match: [{ authority: { exact: Shop.example } }], redirect: { uri: / } }, { match: [{ uri")]
    [InlineData("http: [{ match: [{ gateways: [public], sourceLabels: { app: nobody }, uri")]
    public void After_ARequestPastOtherRoutes_IsTheCallToTheService(string routes)
    {
        Objects.ShouldContain("http: [{ match: [{ uri");

        var hop = After(Objects.Replace("http: [{ match: [{ uri", routes, StringComparison.Ordinal), "GET", "/shop").ShouldHaveSingleItem();

        hop.Verdict.Allow.ShouldBe(true, hop.Verdict.Reason);
        hop.Call.RemoteIp.ShouldBe("198.51.100.7", "the gateway says who called");
    }

    /// <summary>A VirtualService without a route for the Gateway's port has no virtual host there: the next one that fits takes the request.</summary>
    [Fact]
    public void After_AHostWithoutRoutes_GoesByTheNextHostThatFits() => After(
        Objects.Replace("hosts: ['shop.example']", "hosts: ['*.example']", StringComparison.Ordinal).Replace("hosts: [shop.example]", "hosts: ['*.example']", StringComparison.Ordinal) + OtherPort,
        "GET",
        "/shop").ShouldHaveSingleItem().Verdict.Allow.ShouldBe(true);

    /// <summary>A caller's VirtualService leads to the egress gateway, and that one's out of the mesh.</summary>
    [Fact]
    public void After_ARequestForAnExternalHost_GoesByTheEgressGateway()
    {
        var cluster = Read(Objects + Egress);
        var hops = Follow(cluster, ToApi(cluster));

        hops.Select(hop => $"{hop.Call.From} to {hop.Call.To?.ToString() ?? hop.Call.Service!.Host}").ShouldBe(["shop/web to edge/ingress", "edge/ingress to api.example"]);
    }

    /// <summary>What the caller's proxy sends elsewhere is not judged as if it went straight.</summary>
    [Fact]
    public void Of_ARequestForAnExternalHost_HasNoDirectCall()
    {
        var cluster = Read(Objects + Egress);
        var fleet = new Fleet { Clusters = [cluster] };

        var hops = new Hops(fleet, new Evaluator(fleet)).Of(ToApi(cluster) with { Http = new HttpCall() });

        hops.Select(hop => $"{hop.Call.From} to {hop.Call.To?.ToString() ?? hop.Call.Service!.Host}").ShouldBe(["shop/web to edge/ingress", "edge/ingress to api.example"]);
        hops[0].Call.Http!.Host.ShouldBe("api.example", "what the client called is what it asks for");
    }

    /// <summary>The rewritten path is what the service's policy sees.</summary>
    [Theory]
    [InlineData("prefix: /shop", "/shop/x?a=b", "/y/x?a=b")]
    [InlineData("exact: /shop", "/shop", "/y")]
    public void After_ARewrittenRequest_HasItsNewPath(string match, string path, string behind) => After(
        Objects.Replace("http: [{ match: [{ uri: { prefix: /shop } }]", $"http: [{{ rewrite: {{ uri: /y, authority: web.internal }}, match: [{{ uri: {{ {match} }} }}]", StringComparison.Ordinal), "GET", path)
        .ShouldHaveSingleItem().Call.Http.ShouldNotBeNull().ShouldSatisfyAllConditions(request => request.Path.ShouldBe(behind), request => request.Host.ShouldBe("web.internal"));

    /// <summary>Several services of one route are several calls.</summary>
    [Fact]
    public void After_ARouteToSeveralServices_AreCallsToEach() => After(
        Objects.Replace("route: [{ destination: { host: web.shop.svc.cluster.local, port: { number: 80 } } }]", "route: [{ destination: { host: web.shop.svc.cluster.local }, weight: 90 }, { destination: { host: gone.shop.svc.cluster.local }, weight: 10 }]", StringComparison.Ordinal), "GET", "/shop")
        .Select(hop => hop.Verdict.Allow).ShouldBe([true, false]);

    [Theory]
    [InlineData("")]
    [InlineData(", sourceLabels: { app: nobody }")]
    public void After_TlsThatIsHandedThrough_GoesByItsServerName(string besides)
    {
        var hop = Follow(Passthrough(besides, "[shop.example]", out var call), call).ShouldHaveSingleItem();

        (hop.Verdict.Allow, hop.Verdict.Transport).ShouldBe((true, Transport.Mtls), hop.Verdict.Reason);
    }

    [Fact]
    public void After_TlsForANameWithoutARoute_IsClosed() =>
        Follow(Passthrough("", "[elsewhere.example]", out var call), call).ShouldHaveSingleItem().Verdict.Reason.ShouldContain("has a route for connections to shop.example, so edge/ingress closes it");

    /// <summary>A name of no server finds no filter chain, so that nothing is after it.</summary>
    [Fact]
    public void Evaluate_TlsForANameOfNoServer_IsRefusedByTheListener()
    {
        var cluster = Passthrough("", "[shop.example]", out var call);
        var verdict = new Evaluator(new Fleet { Clusters = [cluster] }).Evaluate(call with { Sni = "other.example" });

        (verdict.Allow, verdict.DeniedBy).ShouldBe((false, Layer.ServerTls));
        verdict.Reason.ShouldBe("no server of a Gateway takes TLS for other.example on port 8443");
    }

    [Fact]
    public void After_ACallToAWorkload_IsNothingMore()
    {
        var cluster = Read(Objects);
        var web = cluster.Workloads.Single(workload => workload.Name == "web");

        Follow(cluster, new Call { From = new Caller.Outsider(), To = web, Port = 8080, Protocol = PortProtocol.Http, Http = new HttpCall { Host = "shop.example" } }).ShouldBeEmpty();
    }

    private static Cluster Passthrough(string besides, string names, out Call call)
    {
        var cluster = Read(Objects
            .Replace("tls: { mode: SIMPLE, credentialName: c }", "tls: { mode: PASSTHROUGH }", StringComparison.Ordinal)
            .Replace("protocol: HTTPS }", "protocol: TLS }", StringComparison.Ordinal)
            .Replace("appProtocol: http", "appProtocol: tls", StringComparison.Ordinal)
            .Replace(", to: [{ operation: { methods: [GET] } }]", "", StringComparison.Ordinal)
            .Replace("http: [{ match: [{ uri: { prefix: /shop } }]", $"tls: [{{ match: [{{ sniHosts: {names}{besides} }}]", StringComparison.Ordinal));
        call = new Call
        {
            From = new Caller.Outsider("198.51.100.7"),
            To = cluster.Workloads.Single(workload => workload.Name == "ingress"),
            Service = cluster.Services.Single(service => service.Name == "ingress"),
            ServicePort = 443,
            Port = 8443,
            Protocol = PortProtocol.Https,
            IsApplicationTls = true,
            Sni = "shop.example",
        };
        return cluster;
    }

    private static Call ToApi(Cluster cluster) => new()
    {
        From = new Caller.OfWorkload(cluster.Workloads.Single(workload => workload.Name == "web")),
        Service = cluster.Services.Single(service => service.Host == "api.example"),
        ServicePort = 80,
        Port = 80,
        Protocol = PortProtocol.Http,
        Http = new HttpCall { Host = "api.example" },
    };

    private static IReadOnlyList<Hop> After(string objects, string method, string path)
    {
        var cluster = Read(objects);
        return Follow(cluster, new Call
        {
            From = new Caller.Outsider("198.51.100.7"),
            To = cluster.Workloads.Single(workload => workload.Name == "ingress"),
            Service = cluster.Services.Single(service => service.Name == "ingress"),
            ServicePort = 443,
            Port = 8443,
            Protocol = PortProtocol.Https,
            IsApplicationTls = true,
            Sni = "shop.example",
            Http = new HttpCall { Method = method, Path = path, Host = "shop.example" },
        });
    }

    private static IReadOnlyList<Hop> Follow(Cluster cluster, Call call)
    {
        var fleet = new Fleet { Clusters = [cluster] };
        return new Hops(fleet, new Evaluator(fleet)).After(call);
    }

    private static Cluster Read(string objects)
    {
        var read = new ManifestReader().ReadText(objects, "gateways.yaml");
        read.Errors.ShouldBeEmpty();
        return ManifestInventory.Read(read.Items);
    }
}
