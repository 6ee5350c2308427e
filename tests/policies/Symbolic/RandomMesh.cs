using System.Globalization;
using Manifests;
using Manifests.Core.V1;
using Manifests.GatewayApi.V1;
using Manifests.Istio.Security.V1;
using Manifests.Meta.V1;
using Manifests.Reading;
using Policies.Model;
using Policies.Modelling;
using ServicePort = Manifests.Core.V1.ServicePort;

namespace Tests.Policies.Symbolic;

/// <summary>A server with random policies, and random calls to it. The words are few, so that policies overlap and calls hit them.</summary>
internal sealed class RandomMesh
{
    private const string Namespace = "app";
    private static readonly string[] Principals =
    [
        "*", "td/ns/app/sa/a", "td/ns/app/sa/b", "td/ns/web/sa/a", "other/ns/app/sa/a", "cluster.local/ns/app/sa/a", "td/ns/app/*", "*/sa/a", "*/ns/app/sa/b",
        "td/ns/*/sa/a", "spiffe://td/ns/app/sa/a", "old/ns/web/sa/a", "td/*",
    ];

    private static readonly string[] Identities =
    [
        "spiffe://td/ns/app/sa/a", "spiffe://td/ns/app/sa/b", "spiffe://td/ns/web/sa/a", "spiffe://td/ns/web/sa/c", "spiffe://other/ns/app/sa/a",
        "spiffe://old/ns/web/sa/a", "spiffe://other/ns/web-1/sa/a",
    ];

    private static readonly string[] Namespaces = ["app", "web", "w*", "*", "*b-1"];
    private static readonly string[] Accounts = ["a", "b", "web/a", "app/c"];
    private static readonly string[] TrustDomains = ["td", "other", "*", "o*", "*d", "old"];
    private static readonly string[] Blocks = ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "0.0.0.0/0", "192.168.0.0/16", "not-a-block", "2001:db8::/32"];
    private static readonly string[] Addresses = ["10.1.2.3", "10.1.9.9", "10.9.9.9", "192.168.1.1", "198.51.100.7", "2001:db8::1", "2001:db9::1"];
    private static readonly string[] Methods = ["GET", "POST", "P*", "*T", "*"];
    private static readonly string[] CalledMethods = ["GET", "POST", "PUT", "DELETE"];
    private static readonly string[] Paths = ["/a", "/a/*", "/a*", "*/b", "*", "/a/{*}", "/{**}", "/{*}/b", "/a/{*}/{**}", "/a/../b", "/A"];
    private static readonly string[] CalledPaths = ["/", "/a", "/a/", "/a/b", "/a/b/c", "/ab", "/b", "/A", "/a/=", "/x/y/b", "/a//b"];
    private static readonly string[] Hosts = ["app.example", "*.example", "app*", "APP.example", "app.example:8080", "*"];
    private static readonly string[] CalledHosts = ["app.example", "App.Example", "app.example:8080", "b.example", "appx"];
    private static readonly string[] HeaderValues = ["x", "x*", "*y", "*", "xy"];
    private static readonly string[] CalledHeaders = ["x", "xy", "y", "z"];
    private static readonly string[] Issuers = ["https://idp", "other"];
    private static readonly string[] Subjects = ["alice", "bob", ""];
    private static readonly string[] RequestPrincipals = ["*", "https://idp/alice", "https://idp/*", "*/bob", "other/b*", "*ice", "other", "https*"];
    private static readonly string[] Claims = ["admin", "a*", "*", "user", "*in"];
    private static readonly string[] CalledClaims = ["admin", "user", "aardvark"];
    private static readonly int[] Ports = [8080, 9090, 7070];
    private static readonly string[] Names = ["a.example", "*.example", "outbound_*", "*"];
    private static readonly string[] CalledNames = ["a.example", "b.example", "outbound_.80_._.app", "plain", ""];

    private readonly Random _random;
    private readonly bool _isAmbient;

    /// <summary>The mesh of a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="isAmbient">Whether the server is of ambient mode, behind a waypoint or not; otherwise it has a sidecar.</param>
    public RandomMesh(int seed, bool isAmbient = false)
    {
        _random = new Random(seed);
        _isAmbient = isAmbient;
        HasWaypoint = isAmbient && Flip();
        Workload = new Workload
        {
            Name = "server",
            Namespace = Namespace,
            Labels = isAmbient
                ? new Dictionary<string, string> { ["app"] = "server" }
                : new Dictionary<string, string> { ["app"] = "server", [WellKnownLabels.TlsMode] = "istio" },
            ServiceAccount = "server",
            Identity = "spiffe://td/ns/app/sa/server",
            DataPlane = isAmbient ? DataPlane.Ambient : DataPlane.Sidecar,
            Ip = Flip() ? "10.2.0.1" : null,
            Ports = [new(8080), new(9090), new(7070)],
        };
        var mesh = new MeshSettings
        {
            TrustDomain = "td",
            TrustDomainAliases = Flip() ? ["old"] : [],
            CaTrustDomains = ["other"],
            PathNormalization = Pick(Enum.GetValues<PathNormalizationType>()),
            ExtensionProviders = [new ExtensionProvider("asker", IsHttpOnly: Flip())],
        };
        var isDated = Flip();
        KubernetesObject[] objects = [Service(isDated ? "2026-01-01T00:00:02Z" : null), .. !isAmbient && Flip() ? [Peers(isDated)] : Array.Empty<KubernetesObject>(), .. isAmbient ? [Waypoint()] : Array.Empty<KubernetesObject>(), .. Some(0, 5, () => InForce(Policy)), .. Some(0, 2, () => InForce(Modes)), .. Some(0, 1, () => InForce(Tokens))];
        var routes = new RandomRoutes(_random);
        MapNode[] manifests = [.. objects.Select(item => Perhaps(item.ToNode())), .. Extensions(), .. routes.OfService(), .. routes.NotInForce()];
        Cluster = ManifestInventory.Read(manifests, new KnownCluster { Mesh = mesh, Workloads = isAmbient ? [Workload, WaypointPod()] : [Workload] });
    }

    /// <summary>Whether the server's Service has a waypoint.</summary>
    public bool HasWaypoint { get; }

    /// <summary>The cluster.</summary>
    public Cluster Cluster { get; }

    /// <summary>The Service that is called.</summary>
    public ServiceModel Called => Cluster.Services.Single(service => service.Name == "server");

    /// <summary>The server.</summary>
    public Workload Workload { get; }

    /// <summary>A random workload that calls: of ambient mode, with a sidecar, or with nothing.</summary>
    public Workload Client()
    {
        var plane = Pick([DataPlane.Ambient, DataPlane.Ambient, DataPlane.Sidecar, DataPlane.None]);
        var account = Pick<(string Namespace, string Name)>([("app", "a"), ("app", "b"), ("web", "a"), ("web", "c"), ("web-1", "a")]);
        return new Workload
        {
            Name = "client",
            Namespace = account.Namespace,
            ServiceAccount = account.Name,
            DataPlane = plane,
            Identity = plane is DataPlane.None ? null : $"spiffe://td/ns/{account.Namespace}/sa/{account.Name}",
            Labels = plane is DataPlane.Sidecar ? new Dictionary<string, string> { [WellKnownLabels.TlsMode] = "istio" } : new Dictionary<string, string>(),
            Ip = Pick(Addresses),
        };
    }

    /// <summary>A random call to a port.</summary>
    public Call Call(int port, PortProtocol protocol, bool isHttp)
    {
        var address = Pick(Addresses);
        var isIdentified = _random.Next(3) > 0;
        return new Call
        {
            From = isIdentified ? new Caller.OfIdentity(Pick(Identities), address) : new Caller.Outsider(address),
            To = Workload,
            Service = Called,
            ServicePort = port,
            Port = port,
            Protocol = protocol,
            Sni = isIdentified ? Pick(CalledNames) : null,
            Http = isHttp
                ? new HttpCall
                {
                    Method = Pick(CalledMethods),
                    Path = Pick(CalledPaths),
                    Host = Pick(CalledHosts),
                    Headers = Flip() ? new Dictionary<string, string> { ["x-team"] = Pick(CalledHeaders) } : new Dictionary<string, string>(),
                    Jwt = Flip() ? Token() : null,
                }
                : null,
        };
    }

    /// <summary>Another Service of the same pods, which may say of their ports what the first one does not.</summary>
    private Service Peers(bool isDated) => new()
    {
        Metadata = new ObjectMeta { Name = "peers", Namespace = Namespace, CreationTimestamp = isDated ? Pick(["2026-01-01T00:00:01Z", "2026-01-01T00:00:02Z", "2026-01-01T00:00:03Z"]) : null },
        Spec = new ServiceSpec
        {
            ClusterIP = "None",
            Selector = new() { ["app"] = "server" },
            Ports = [.. Ports.Where(_ => Flip()).Select(port => new ServicePort { Name = $"p{port}", Port = port, AppProtocol = Pick([null, "http", "tcp", "grpc", "https"]) })],
        },
    };

    private Service Service(string? created) => new()
    {
        Metadata = new ObjectMeta { Name = "server", Namespace = Namespace, CreationTimestamp = created, Labels = HasWaypoint ? new() { [WellKnownLabels.UseWaypoint] = "waypoint" } : null },
        Spec = new ServiceSpec
        {
            Selector = new() { ["app"] = "server" },
            Ports =
            [
                new ServicePort { Name = "http", Port = 8080, AppProtocol = "http" },
                new ServicePort { Name = "tcp", Port = 9090, AppProtocol = "tcp" },
                new ServicePort { Name = "any", Port = 7070 },
            ],
        },
    };

    private static Gateway Waypoint() => new()
    {
        Metadata = new ObjectMeta { Name = "waypoint", Namespace = Namespace },
        Spec = new GatewaySpec { GatewayClassName = "istio-waypoint", Listeners = [new GatewayListener { Name = "mesh", Port = 15008, Protocol = "HBONE" }] },
    };

    private Workload WaypointPod() => new()
    {
        Name = "waypoint",
        Namespace = Namespace,
        ServiceAccount = "waypoint",
        Identity = "spiffe://td/ns/app/sa/waypoint",
        DataPlane = DataPlane.Waypoint,
        Labels = new Dictionary<string, string> { [WellKnownLabels.GatewayName] = "waypoint" },
        Ip = Pick(Addresses),
    };

    /// <summary>Now and then a policy has a field that nobody knows.</summary>
    private MapNode Perhaps(MapNode manifest)
    {
        if (manifest["spec"] is MapNode spec && (manifest["apiVersion"] as ScalarNode)?.AsString == "security.istio.io/v1" && _random.Next(30) == 0)
        {
            spec.Add("future", new ScalarNode("x"));
        }

        return manifest;
    }

    /// <summary>Now and then something changes proxies, those of the server or others.</summary>
    private IEnumerable<MapNode> Extensions() => _random.Next(12) > 0 ? [] : new ManifestReader().ReadText(
        $$"""
        apiVersion: networking.istio.io/v1alpha3
        kind: EnvoyFilter
        metadata: { name: filter, namespace: {{Pick([Namespace, "istio-system", "web"])}} }
        spec:
          {{Pick(["workloadSelector: { labels: { app: server } }", "workloadSelector: { labels: { app: another } }", "priority: 1"])}}
          configPatches: [ { applyTo: HTTP_FILTER, match: { context: {{Pick(["SIDECAR_INBOUND", "SIDECAR_OUTBOUND", "ANY", "GATEWAY", "WAYPOINT"])}} } } ]
        """,
        "filter.yaml").Items;

    private JwtToken Token()
    {
        var claims = new MapNode();
        claims.Add("iss", new ScalarNode(Pick(Issuers)));
        if (Flip())
        {
            claims.Add("sub", new ScalarNode(Pick(Subjects)));
        }

        if (Flip())
        {
            claims.Add("groups", new ListNode(Some(1, 2, () => Pick(CalledClaims)).Distinct().Select(value => (Node)new ScalarNode(value))));
        }

        claims.Add("aud", new ScalarNode(Pick(CalledClaims)));
        return new JwtToken { Claims = claims };
    }

    /// <summary>An object that a cluster takes; now and then one that it may refuse, of which nobody knows what it means then.</summary>
    private T InForce<T>(Func<T> make)
        where T : KubernetesObject
    {
        const int MostTries = 50;
        var made = make();
        for (var tried = 1; tried < MostTries && _random.Next(40) > 0 && new ManifestReviews().Of(made.ToNode()).Open is not null; tried++)
        {
            made = make();
        }

        return made;
    }

    private AuthorizationPolicy Policy()
    {
        var action = Pick([AuthorizationPolicyAction.Allow, AuthorizationPolicyAction.Allow, AuthorizationPolicyAction.Deny, AuthorizationPolicyAction.Audit, AuthorizationPolicyAction.Custom]);
        var isTargeted = _isAmbient && Flip();
        return new AuthorizationPolicy
        {
            Metadata = new ObjectMeta
            {
                Name = $"p{_random.Next(1000).ToString(CultureInfo.InvariantCulture)}",
                Namespace = Flip() ? Namespace : "istio-system",
                Annotations = action is AuthorizationPolicyAction.Allow or AuthorizationPolicyAction.Deny && _random.Next(8) == 0
                    ? new() { ["istio.io/dry-run"] = "true" }
                    : null,
            },
            Spec = new AuthorizationPolicySpec
            {
                Action = action,
                Provider = action == AuthorizationPolicyAction.Custom ? new() { Name = _random.Next(6) == 0 ? "missing" : "asker" } : null,
                Selector = isTargeted || !Flip() ? null : new() { MatchLabels = new() { ["app"] = _random.Next(5) == 0 ? "another" : "server" } },
                TargetRefs = !isTargeted ? null
                    : Flip() ? [new() { Kind = "Service", Name = "server" }]
                    : [new() { Group = "gateway.networking.k8s.io", Kind = "Gateway", Name = "waypoint" }],
                Rules = _random.Next(8) == 0 ? null : [.. Some(1, 3, () => Rule(action == AuthorizationPolicyAction.Custom))],
            },
        };
    }

    private AuthorizationPolicyRule Rule(bool isAsking) => new()
    {
        From = isAsking || Flip() ? null : [.. Some(1, 2, () => new AuthorizationPolicyFrom { Source = Source() })],
        To = Flip() ? null : [.. Some(1, 2, () => new AuthorizationPolicyTo { Operation = Operation() })],
        When = _random.Next(3) > 0 ? null : [.. Some(1, 2, () => When(isAsking))],
    };

    private AuthorizationPolicySource Source() => _random.Next(6) switch
    {
        0 => new() { Principals = Maybe(Principals), NotPrincipals = Maybe(Principals) },
        1 => new() { Namespaces = Maybe(Namespaces), NotNamespaces = Maybe(Namespaces) },
        2 => new() { ServiceAccounts = Maybe(Accounts), NotServiceAccounts = Maybe(Accounts) },
        3 => new() { TrustDomains = Maybe(TrustDomains), NotTrustDomains = Maybe(TrustDomains), IpBlocks = Maybe(Blocks) },
        4 => new() { IpBlocks = Maybe(Blocks), NotRemoteIpBlocks = Maybe(Blocks), Principals = Maybe(Principals) },
        _ => new() { RequestPrincipals = Maybe(RequestPrincipals), NotRequestPrincipals = Maybe(RequestPrincipals) },
    };

    private AuthorizationPolicyOperation Operation() => new()
    {
        Methods = Maybe(Methods, oneIn: 3),
        NotMethods = Maybe(Methods, oneIn: 6),
        Paths = Maybe(Paths, oneIn: 3),
        NotPaths = Maybe(Paths, oneIn: 6),
        Hosts = Maybe(Hosts, oneIn: 6),
        NotHosts = Maybe(Hosts, oneIn: 8),
        Ports = Maybe(["8080", "9090", "7070"], oneIn: 3),
        NotPorts = Maybe(["8080", "9090"], oneIn: 8),
    };

    private AuthorizationPolicyWhen When(bool isAsking)
    {
        (string Key, string[] Values)[] conditions =
        [
            ("request.headers[X-Team]", HeaderValues), ("source.ip", Blocks), ("remote.ip", Blocks), ("destination.port", ["8080", "9090", "x"]),
            ("connection.sni", Names), ("destination.ip", Blocks), ("experimental.envoy.filters.a.b[c]", ["v"]), ("unknown.key", ["v"]),
            ("source.principal", Principals), ("source.namespace", Namespaces), ("request.auth.claims[groups]", Claims), ("request.auth.audiences", Claims),
            ("request.auth.claims[iss]", Issuers), ("request.auth.principal", RequestPrincipals),
        ];
        var (key, values) = isAsking ? conditions[_random.Next(5)] : Pick(conditions);
        var picked = Maybe(values);
        return new AuthorizationPolicyWhen { Key = key, Values = picked, NotValues = picked is null || Flip() ? [Pick(values)] : null };
    }

    private PeerAuthentication Modes() => new()
    {
        Metadata = new ObjectMeta { Name = $"m{_random.Next(1000).ToString(CultureInfo.InvariantCulture)}", Namespace = Flip() ? Namespace : "istio-system" },
        Spec = new PeerAuthenticationSpec
        {
            Mtls = new() { Mode = Pick(Enum.GetValues<PeerAuthenticationMode>()) },
            Selector = Flip() ? new() { MatchLabels = new() { ["app"] = "server" } } : null,
            PortLevelMtls = Flip() ? null : new() { [Pick(["8080", "9090"])] = new() { Mode = Pick(Enum.GetValues<PeerAuthenticationMode>()) } },
        },
    };

    private RequestAuthentication Tokens() => new()
    {
        Metadata = new ObjectMeta { Name = "tokens", Namespace = Namespace },
        Spec = new RequestAuthenticationSpec
        {
            JwtRules =
            [
                new RequestAuthenticationJwtRule { Issuer = Issuers[0], JwksUri = "https://idp/keys", Audiences = Flip() ? ["admin", "user"] : null },
                .. Flip() ? [new RequestAuthenticationJwtRule { Issuer = Issuers[1], JwksUri = "https://other/keys" }] : Array.Empty<RequestAuthenticationJwtRule>(),
            ],
        },
    };

    private ValueList<string>? Maybe(string[] values, int oneIn = 2) => _random.Next(oneIn) == 0 ? [.. Some(1, 2, () => Pick(values)).Distinct()] : null;

    private IEnumerable<T> Some<T>(int least, int most, Func<T> make) => [.. Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => make())];

    private T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    private bool Flip() => _random.Next(2) == 0;
}
