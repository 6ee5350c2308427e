using System.Globalization;
using Manifests.Reading;
using Policies.Linkerd;
using Policies.Model;

namespace Tests.Policies.Symbolic;

/// <summary>A server in Linkerd's mesh with random policies and routes, and random calls to it.</summary>
internal sealed class RandomLinkerd
{
    private const string Suffix = "serviceaccount.identity.linkerd.cluster.local";
    private static readonly string[] Identities = ["'*'", $"a.app.{Suffix}", $"b.app.{Suffix}", $"a.web.{Suffix}", $"'*.app.{Suffix}'", $"'*.web.{Suffix}'", "'*.cluster.local'"];
    private static readonly string[] Blocks = ["10.0.0.0/8", "10.1.0.0/16", "0.0.0.0/0", "192.168.0.0/16", "not-a-block", "2001:db8::/32", "10.1.2.3/32"];
    private static readonly string[] Addresses = ["10.1.2.3", "10.1.9.9", "10.200.0.1", "192.168.1.1", "8.8.8.8", "2001:db8::5"];
    private static readonly string[] Access = ["deny", "all-unauthenticated", "all-authenticated", "cluster-unauthenticated", "cluster-authenticated", "audit"];

    private static readonly string[] Paths =
    [
        "{ value: / }", "{ value: /a }", "{ value: /a/ }", "{ type: Exact, value: /a }", "{ type: Exact, value: /a/b }", "{ type: PathPrefix, value: /a/b }",
        "{ type: RegularExpression, value: '/a/.+' }", "{ type: RegularExpression, value: '/[^/]+/b' }", "{ type: RegularExpression, value: '/(a|b)' }",
    ];

    private static readonly string[] CalledPaths = ["/", "/a", "/a/", "/a/b", "/ab", "/a/b/c", "/x/b", "/b"];
    private static readonly string[] Hosts = ["server.app", "'*.example'", "a.example"];
    private static readonly string[] CalledHosts = ["server.app", "a.example:8080", "A.example", "example", "b.example"];
    private readonly Random _random;
    private readonly Workload[] _clients;

    /// <summary>The mesh of a seed.</summary>
    public RandomLinkerd(int seed)
    {
        _random = new Random(seed);
        string[] objects =
        [
            $"{{ apiVersion: v1, kind: Namespace, metadata: {{ name: app, annotations: {{ {Default()} linkerd.io/inject: enabled }} }} }}",
            """
            { apiVersion: v1, kind: Service, metadata: { name: server, namespace: app }, spec: { selector: { app: server }, ports: [
              { name: http, port: 8080, appProtocol: http }, { name: tcp, port: 9090, appProtocol: tcp }, { name: any, port: 7070 } ] } }
            """,
            .. Some(0, 2, Server), .. Some(0, 2, Route), .. Some(0, 2, MeshTls), .. Some(0, 1, Networks), .. Some(0, 3, Policy), .. Some(0, 1, Legacy),
        ];
        var read = new ManifestReader().ReadText(string.Join("\n---\n", objects), "random.yaml");
        Destination = new Workload
        {
            Name = "server",
            Namespace = "app",
            Labels = new Dictionary<string, string> { ["app"] = "server" },
            Annotations = Flip() ? new Dictionary<string, string>() : new Dictionary<string, string>
            {
                [Flip() ? "config.linkerd.io/skip-inbound-ports" : "config.linkerd.io/proxy-require-identity-inbound-ports"] = Pick(["8080", "9000-9100", "1-5,7070"]),
            },
            DataPlane = DataPlane.Linkerd,
            Ports = [new(8080, "http"), new(9090), new(7070)],
            Probes = [new(8080, "/a"), new(7070, "/x/b"), new(7070, "/")],
        };
        _clients = [Client("app", "a", DataPlane.Linkerd), Client("app", "b", DataPlane.Linkerd), Client("web", "a", DataPlane.Linkerd), Client("web", "c", DataPlane.None)];
        Cluster = ManifestInventory.Read(read.Items, new KnownCluster { Mesh = new MeshSettings(), Workloads = [Destination, .. _clients] });
    }

    /// <summary>The cluster.</summary>
    public Cluster Cluster { get; }

    /// <summary>The server.</summary>
    public Workload Destination { get; }

    /// <summary>A random call to a port.</summary>
    public Call Call(int port, PortProtocol protocol, bool isHttp)
    {
        var from = Flip() ? Pick(_clients) : null;
        return new Call
        {
            From = from is null ? new Caller.Outsider(Pick(Addresses)) : new Caller.OfWorkload(from),
            To = Destination,
            Service = Cluster.Services[0],
            ServicePort = port,
            Port = port,
            Protocol = protocol,
            Http = isHttp
                ? new HttpCall
                {
                    Method = Pick(["GET", "POST", "PUT"]),
                    Path = Pick(CalledPaths),
                    Host = Pick(CalledHosts),
                    Headers = Flip() ? new Dictionary<string, string> { ["x-team"] = Pick(["a", "b", "abc"]) } : new Dictionary<string, string>(),
                }
                : null,
        };
    }

    /// <summary>The meshed client of a name in a certificate, at an address; null where no service account has the name.</summary>
    public static Workload? ClientOf(string principal, string? address)
    {
        var account = principal.EndsWith($".{Suffix}", StringComparison.Ordinal) ? principal[..^(Suffix.Length + 1)].Split('.') : [];
        return account is [var name, var @namespace] ? Client(@namespace, name, DataPlane.Linkerd) with { Ip = address ?? "10.1.9.9" } : null;
    }

    /// <summary>The name in a client's certificate; null for none.</summary>
    public string? PrincipalOf(Caller caller) => caller is Caller.OfWorkload { Workload: { DataPlane: DataPlane.Linkerd } client }
        ? LinkerdSettings.Of(Cluster).IdentityOf(client.Namespace, client.ServiceAccount)
        : null;

    private static Workload Client(string @namespace, string account, DataPlane plane) =>
        new() { Name = $"{account}-client", Namespace = @namespace, ServiceAccount = account, DataPlane = plane, Ip = "10.1.2.3" };

    private string Default() => Flip() ? "" : $"config.linkerd.io/default-inbound-policy: {Pick(Access)},";

    private string Object(string kind, string version, string spec, string? name = null) =>
        $"apiVersion: {version}\nkind: {kind}\nmetadata: {{ name: {name ?? $"o{Number(4)}"}, namespace: app, labels: {{ team: {Pick(["a", "b"])} }} }}\nspec: {{ {spec} }}";

    private string Server() => Object(
        "Server", "policy.linkerd.io/v1beta3",
        $"podSelector: {{ matchLabels: {{ app: {(_random.Next(6) == 0 ? "another" : "server")} }} }}, port: {Pick(["http", "8080", "9090", "7070"])}"
        + (Flip() ? "" : $", accessPolicy: {Pick(Access)}") + (Flip() ? "" : $", proxyProtocol: {Pick(["HTTP/1", "HTTP/2", "gRPC", "opaque", "TLS", "unknown"])}"),
        $"s{Number(2)}");

    private string Route()
    {
        var kind = _random.Next(12) == 0 ? "GRPCRoute" : "HTTPRoute";
        var group = kind == "HTTPRoute" && Flip() ? "policy.linkerd.io/v1beta3" : "gateway.networking.k8s.io/v1";
        var rules = kind == "GRPCRoute" ? "{ matches: [{ method: { service: a.B, method: C } }] }" : string.Join(", ", Some(1, 2, Rule));
        return Object(
            kind, group,
            $"parentRefs: [{{ group: policy.linkerd.io, kind: Server, name: s{Number(2)} }}], {(_random.Next(3) > 0 ? "" : $"hostnames: [{string.Join(", ", Some(1, 2, () => Pick(Hosts)).Distinct())}],")} rules: [{rules}]",
            $"r{Number(2)}");
    }

    private string Rule() => _random.Next(6) == 0 ? "{ }" : $"{{ matches: [{string.Join(", ", Some(1, 2, Match))}] }}";

    private string Match()
    {
        string[] parts =
        [
            .. Flip() ? [$"path: {Pick(Paths)}"] : Array.Empty<string>(),
            .. Flip() ? [$"method: {Pick(["GET", "POST"])}"] : Array.Empty<string>(),
            .. _random.Next(4) == 0 ? [$"headers: [{{ name: X-Team, value: {Pick(["a", "b"])} }}]"] : Array.Empty<string>(),
            .. _random.Next(8) == 0 ? ["headers: [{ name: x-team, type: RegularExpression, value: 'a.*' }]"] : Array.Empty<string>(),
        ];
        return $"{{ {string.Join(", ", parts.DistinctBy(part => part[..5]))} }}";
    }

    private string MeshTls() => Object(
        "MeshTLSAuthentication", "policy.linkerd.io/v1alpha1",
        Flip()
            ? $"identities: [{string.Join(", ", Some(1, 2, () => Pick(Identities)).Distinct())}]"
            : $"identityRefs: [{Pick(["{ kind: ServiceAccount, name: a }", "{ kind: ServiceAccount, name: a, namespace: web }", "{ kind: Namespace, name: web }", "{ kind: Namespace }"])}]",
        $"m{Number(2)}");

    private string Networks() => Object(
        "NetworkAuthentication", "policy.linkerd.io/v1alpha1",
        $"networks: [{string.Join(", ", Some(1, 2, () => $"{{ cidr: {Pick(Blocks)}{(Flip() ? "" : $", except: [{Pick(Blocks)}]")} }}"))}]",
        "n0");

    private string Policy() => Object(
        "AuthorizationPolicy", "policy.linkerd.io/v1alpha1",
        "targetRef: " + Pick([
            $"{{ group: policy.linkerd.io, kind: Server, name: s{Number(2)} }}", "{ kind: Namespace, name: app }",
            $"{{ group: {Pick(["policy.linkerd.io", "gateway.networking.k8s.io"])}, kind: HTTPRoute, name: r{Number(2)} }}",
        ]) + ", requiredAuthenticationRefs: [" + string.Join(", ", Some(0, 2, () => Pick([
            $"{{ group: policy.linkerd.io, kind: MeshTLSAuthentication, name: m{Number(2)} }}", "{ group: policy.linkerd.io, kind: NetworkAuthentication, name: n0 }",
            "{ kind: ServiceAccount, name: b }",
        ]))) + "]");

    private string Legacy() => Object(
        "ServerAuthorization", "policy.linkerd.io/v1beta1",
        $"server: {Pick(["{ name: s0 }", "{ selector: { matchLabels: { team: a } } }"])}, client: {{ {Pick(["unauthenticated: true", $"meshTLS: {{ identities: [{Pick(Identities)}] }}", "meshTLS: { unauthenticatedTLS: true }", "meshTLS: { serviceAccounts: [{ name: a }] }"])} {(Flip() ? "" : $", networks: [{{ cidr: {Pick(Blocks)} }}]")} }}");

    private string Number(int below) => _random.Next(below).ToString(CultureInfo.InvariantCulture);

    private IEnumerable<T> Some<T>(int least, int most, Func<T> make) => [.. Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => make())];

    private T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    private bool Flip() => _random.Next(2) == 0;
}
