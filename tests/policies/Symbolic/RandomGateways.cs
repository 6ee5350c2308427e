using System.Globalization;
using Manifests.Reading;
using Policies.Model;

namespace Tests.Policies.Symbolic;

/// <summary>A random mesh with a gateway in front of its server: random Gateways, VirtualServices and routes of the Gateway API.</summary>
internal sealed class RandomGateways
{
    private static readonly string[] Hosts = ["a.example", "b.example", "*.example", "*", "x.a.example", "app.example"];
    private static readonly string[] CalledHosts = ["a.example", "b.example", "A.example", "a.example:8080", "x.a.example", "c.example", "app.example", "other"];
    private static readonly string[] Paths = ["/", "/a", "/a/b", "/ab", "/b", "/a/", "/A"];
    private static readonly string[] CalledPaths = ["/", "/a", "/a/", "/a/b", "/a/b/c", "/ab", "/b", "/A", "/x/y/b"];
    private static readonly string[] Methods = ["GET", "POST"];
    private static readonly string[] Values = ["x", "xy"];
    private static readonly string[] Addresses = ["10.1.2.3", "10.9.9.9", "192.168.1.1", "198.51.100.7"];
    private static readonly string[] GatewayNames = ["web/one", "app/one", "web/two", "one", "two", "app/two", "three", "web/three"];
    private readonly Random _random;

    /// <summary>The mesh of a seed.</summary>
    public RandomGateways(int seed)
    {
        var mesh = new RandomMesh(seed);
        _random = new Random(seed);
        Server = mesh.Workload;
        Gateway = new Workload
        {
            Name = "gateway",
            Namespace = "web",
            ServiceAccount = "a",
            Identity = "spiffe://td/ns/web/sa/a",
            DataPlane = DataPlane.Gateway,
            Labels = new Dictionary<string, string> { ["istio"] = "gateway", [WellKnownLabels.GatewayName] = "api" },
            Ip = "10.1.2.3",
            Ports = [new(8080), new(8443), new(9000)],
        };
        Cluster = ManifestInventory.Read(
            [.. mesh.Cluster.Manifests, .. new ManifestReader().ReadText(string.Join("\n---\n", Objects()), "gateways.yaml").Items],
            new KnownCluster { Mesh = mesh.Cluster.Mesh, Workloads = [Server, Gateway] });
    }

    /// <summary>The cluster.</summary>
    public Cluster Cluster { get; }

    /// <summary>The server behind the gateway.</summary>
    public Workload Server { get; }

    /// <summary>The gateway.</summary>
    public Workload Gateway { get; }

    /// <summary>A random request.</summary>
    public HttpCall Request() => new()
    {
        Method = Pick(["GET", "POST", "PUT"]),
        Path = Pick(CalledPaths),
        Host = Pick(CalledHosts),
        Headers = Flip() ? new Dictionary<string, string> { ["x-team"] = Pick(["x", "xy", "z"]) } : new Dictionary<string, string>(),
    };

    /// <summary>A random server name.</summary>
    public string ServerName() => Pick(CalledHosts).Split(':')[0].ToLowerInvariant();

    /// <summary>A random address.</summary>
    public string Address() => Pick(Addresses);

    private IEnumerable<string> Objects()
    {
        yield return """
            { apiVersion: v1, kind: Service, metadata: { name: gateway, namespace: web }, spec: { selector: { istio: gateway }, ports: [ { name: http, port: 80, targetPort: 8080 }, { name: https, port: 443, targetPort: 8443 }, { name: tcp, port: 9000 }, { name: api, port: 8081 }, { name: api-tls, port: 8444 } ] } }
            """;
        foreach (var made in Some(0, 2, Policy).Append(IstioGateway("one", Http80())).Append(IstioGateway("two", Flip() ? Https443() : Tls443(), Tcp9000()))
            .Concat(Some(0, 1, () => IstioGateway("three", [.. Some(1, 3, AnyServer)]))).Concat(Some(1, 4, VirtualService)).Concat(Some(0, 2, Delegate)))
        {
            yield return made;
        }

        if (Flip())
        {
            yield return ApiGateway();
            foreach (var route in Some(1, 3, Route))
            {
                yield return route;
            }
        }
    }

    private string Policy() => $$"""
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: g{{Number()}}, namespace: web }, spec: { action: {{Pick(["ALLOW", "DENY"])}}, rules: [ { to: [ { operation: { {{Pick(["methods: [GET]", "hosts: ['a.example']", "paths: ['/a*']", "ports: ['8443']", "notPaths: [/b]"])}} } } ] } ] } }
        """;

    private string IstioGateway(string name, params IEnumerable<string> servers) => $$"""
        { apiVersion: networking.istio.io/v1, kind: Gateway, metadata: { name: {{name}}, namespace: {{Pick(["web", "app"])}} }, spec: { selector: { istio: gateway }, servers: [ {{string.Join(", ", servers)}} ] } }
        """;

    /// <summary>A server that may be on a port of another Gateway's.</summary>
    private string AnyServer() => Pick([Http80, Https443, Tls443, Tcp9000])();

    private string Http80() => $"{{ port: {{ number: 80, name: http, protocol: HTTP }}, hosts: [{ServerHosts()}]{(_random.Next(8) == 0 ? ", tls: { httpsRedirect: true }" : "")} }}";

    private string Https443() =>
        $"{{ port: {{ number: 443, name: https, protocol: HTTPS }}, hosts: [{ServerHosts()}], tls: {{ mode: {Pick(["SIMPLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL"])}, credentialName: c }} }}";

    private string Tls443() => $"{{ port: {{ number: 443, name: tls, protocol: TLS }}, hosts: [{ServerHosts()}], tls: {{ mode: PASSTHROUGH }} }}";

    private string Tcp9000() => $"{{ port: {{ number: 9000, name: tcp, protocol: TCP }}, hosts: [{ServerHosts()}] }}";

    private string ServerHosts() => string.Join(", ", Some(1, 2, () => $"'{Pick(["", "", "", "./", "app/", "*/"])}{Pick(Hosts)}'"));

    private string VirtualService() => $$"""
        { apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: v{{Number()}}, namespace: {{Pick(["web", "app"])}} }, spec: { hosts: [ {{string.Join(", ", Some(1, 2, () => $"'{Pick(Hosts)}'").Distinct())}} ], gateways: [ {{Pick(GatewayNames)}}, {{Pick(GatewayNames)}} ],{{Pick(["", "", "", " exportTo: [ web ],"])}}
          {{Pick([Http, Http, Http, Tls, Tcp])()}} } }
        """;

    private string Http() => $"http: [ {string.Join(", ", Some(1, 3, HttpRoute))} ]";

    /// <summary>Istio's webhook takes no delegate that delegates, and nothing else than HTTP routes in one.</summary>
    private string Delegate() => $$"""
        { apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: d, namespace: {{Pick(["web", "app"])}} }, spec: { {{Pick(["", "", "exportTo: [ . ], "])}}http: [ {{string.Join(", ", Some(1, 3, () => HttpRoute(mayDelegate: false)))}} ] } }
        """;

    private string HttpRoute() => HttpRoute(mayDelegate: true);

    private string HttpRoute(bool mayDelegate)
    {
        var matches = Flip() ? $"match: [ {string.Join(", ", Some(1, 2, Match))} ], " : "";
        return _random.Next(12) switch
        {
            0 => $"{{ {matches}redirect: {{ uri: /x }} }}",
            1 => $"{{ {matches}fault: {{ abort: {{ percentage: {{ value: {Pick(["0", "50", "100"])} }}, httpStatus: 503 }} }}, {Destinations()} }}",
            2 => $"{{ {matches}rewrite: {{ uri: {Pick(Paths)} }}, {Destinations()} }}",
            3 => $"{{ {matches}rewrite: {{ authority: {Pick(["a.example", "app.example"])} }}, {Destinations()} }}",
            5 => $"{{ {matches}rewrite: {{ uriRegexRewrite: {{ match: {Pick(["'/.*'", "'^/a'", "'/(a|b)'", "'/[a-z]+'", "'x*'"])}, rewrite: {Pick(["/b", "'/\\1'", "/a/b"])} }} }}, {Destinations()} }}",
            6 => $"{{ {matches}headers: {{ request: {{ {HeaderChanges()} }} }}, {Destinations()} }}",
            4 when mayDelegate => $"{{ {matches}delegate: {{ name: d{Pick(["", ", namespace: app", ", namespace: web"])} }} }}",
            _ => $"{{ {matches}{Destinations()} }}",
        };
    }

    private string Match()
    {
        List<string> parts = [];
        if (_random.Next(3) > 0)
        {
            parts.Add($"uri: {{ {Pick([$"exact: {Pick(Paths)}", $"prefix: {Pick(Paths)}", $"prefix: {Pick(Paths)}", "regex: '/a/.*'", "regex: '/[ab]'"])} }}");
        }

        if (_random.Next(4) == 0)
        {
            parts.Add($"method: {{ exact: {Pick(Methods)} }}");
        }

        if (_random.Next(5) == 0)
        {
            parts.Add($"headers: {{ X-Team: {{ {Pick([$"exact: {Pick(Values)}", "prefix: x", "regex: 'x.'"])} }} }}");
        }

        if (_random.Next(8) == 0)
        {
            parts.Add($"withoutHeaders: {{ x-team: {{ {Pick(["", "exact: x"])} }} }}");
        }

        if (_random.Next(8) == 0)
        {
            parts.Add($"authority: {{ {Pick(["exact: a.example", "prefix: a", "exact: 'a.example:8080'"])} }}");
        }

        if (_random.Next(8) == 0)
        {
            parts.Add($"port: {Pick(["80", "443", "8080"])}");
        }

        if (_random.Next(10) == 0)
        {
            parts.Add($"gateways: [ {Pick(["web/one", "app/one", "web/two"])} ]");
        }

        if (_random.Next(12) == 0)
        {
            parts.Add($"sourceLabels: {{ istio: {Pick(["gateway", "other"])} }}");
        }

        return $"{{ {string.Join(", ", parts)} }}";
    }

    private string Tls() => $$"""
        tls: [ {{string.Join(", ", Some(1, 2, () => $"{{ match: [ {{ sniHosts: [ '{Pick(Hosts)}' ]{(_random.Next(5) == 0 ? ", port: 443" : "")} }} ], {Destinations()} }}"))}} ]
        """;

    private string Tcp() => $$"""
        tcp: [ { {{(Flip() ? "match: [ { port: 9000 } ], " : "")}}{{Destinations()}} } ]
        """;

    private string Destinations()
    {
        var first = Destination();
        return _random.Next(5) == 0
            ? $"route: [ {{ {first}, headers: {{ request: {{ {HeaderChanges()} }} }}, weight: {Pick(["0", "40", "100"])} }}, {{ {Destination()}, weight: 60 }} ]"
            : $"route: [ {{ {first} }} ]";
    }

    private string HeaderChanges() => Pick(["set: { x-team: x }", "set: { X-Team: xy }", "add: { x-team: x }", "remove: [ x-team ]", "remove: [ x-team ], add: { x-team: xy }", "set: { x-other: x }", "set: { host: app.example }", "set: { x-team: '%REQ(a)%' }"]);

    private string Destination() => $"destination: {{ host: {Pick(["server.app.svc.cluster.local", "server.app.svc.cluster.local", "server.app.svc.cluster.local", "gone.app.svc.cluster.local"])}, port: {{ number: {Pick(["8080", "8080", "9090", "7070", "1234"])} }} }}";

    private string ApiGateway() => $$"""
        { apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: api, namespace: web }, spec: { gatewayClassName: istio, listeners: [ {{ApiListener(0)}}, {{ApiListener(1)}} ] } }
        """;

    private string ApiListener(int number)
    {
        var host = _random.Next(3) == 0 ? "" : $", hostname: '{Pick(["a.example", "*.example", "b.example"])}'";
        var allowed = $", allowedRoutes: {{ namespaces: {{ from: {Pick(["All", "All", "Same"])} }} }}";
        return number == 0 ? $"{{ name: http, port: 8081, protocol: HTTP{host}{allowed} }}"
            : Flip() ? $"{{ name: https, port: 8444, protocol: HTTPS{host}{allowed}, tls: {{ mode: Terminate, certificateRefs: [ {{ name: c }} ] }} }}"
            : $"{{ name: tls, port: 8444, protocol: TLS{host}{allowed}, tls: {{ mode: Passthrough }} }}";
    }

    private string Route() => _random.Next(8) == 0 ? Grpc() : _random.Next(4) == 0
        ? $$"""
        { apiVersion: gateway.networking.k8s.io/v1, kind: TLSRoute, metadata: { name: r{{Number()}}, namespace: app }, spec: { parentRefs: [ { name: api, namespace: web } ], hostnames: [ {{Pick(["a.example", "b.example", "'*.example'"])}} ], rules: [ { backendRefs: [ { name: server, port: {{Pick(["9090", "8080"])}} } ] } ] } }
        """
        : $$"""
        { apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: r{{Number()}}, namespace: {{Pick(["app", "app", "web"])}} }, spec: { parentRefs: [ { name: api, namespace: web } ], {{(Flip() ? $"hostnames: [ {Pick(["a.example", "b.example", "'*.example'"])} ], " : "")}}rules: [ {{string.Join(", ", Some(1, 2, ApiRule))}} ] } }
        """;

    private string Grpc() => $$"""
        { apiVersion: gateway.networking.k8s.io/v1, kind: GRPCRoute, metadata: { name: r{{Number()}}, namespace: app }, spec: { parentRefs: [ { name: api, namespace: web } ], hostnames: [ {{Pick(["b.example", "app.example", "'*.example'"])}} ], rules: [ { {{(Flip() ? $"matches: [ {{ method: {{ {Pick(["service: a", "service: a, method: b", "method: b", "type: RegularExpression, service: 'a|x', method: '[bc]'"])} }} }} ], " : "")}}backendRefs: [ { name: server, port: 8080 } ] } ] } }
        """;

    private string ApiRule()
    {
        var matches = Flip() ? $"matches: [ {string.Join(", ", Some(1, 2, ApiMatch))} ], " : "";
        var filters = _random.Next(8) switch
        {
            0 => "filters: [ { type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: /b } } } ], ",
            1 => "filters: [ { type: URLRewrite, urlRewrite: { hostname: app.example } } ], ",
            3 => "filters: [ { type: URLRewrite, urlRewrite: { path: { type: ReplaceFullPath, replaceFullPath: /b } } } ], ",
            4 => "filters: [ { type: RequestHeaderModifier, requestHeaderModifier: { set: [ { name: X-Team, value: x } ] } } ], ",
            2 => "filters: [ { type: RequestRedirect, requestRedirect: { scheme: https } } ], ",
            _ => "",
        };
        return $"{{ {matches}{filters}{(filters.Contains("Redirect", StringComparison.Ordinal) ? "" : $"backendRefs: [ {{ name: server, port: {Pick(["8080", "7070"])} }} ]")} }}";
    }

    private string ApiMatch()
    {
        List<string> parts = [];
        if (_random.Next(4) > 0)
        {
            parts.Add($"path: {{ type: {Pick(["Exact", "PathPrefix", "PathPrefix"])}, value: {Pick(["/a", "/a/b", "/b", "/"])} }}");
        }

        if (_random.Next(3) == 0)
        {
            parts.Add($"method: {Pick(Methods)}");
        }

        if (_random.Next(4) == 0)
        {
            parts.Add($"headers: [ {{ name: X-Team, value: {Pick(Values)} }} ]");
        }

        return $"{{ {string.Join(", ", parts)} }}";
    }

    private string Number() => _random.Next(1000).ToString(CultureInfo.InvariantCulture);

    private bool Flip() => _random.Next(2) == 0;

    private T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    private List<T> Some<T>(int least, int most, Func<T> make) => [.. Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => make())];
}
