using System.Globalization;
using Manifests;
using Manifests.Reading;

namespace Tests.Policies.Symbolic;

/// <summary>Random objects beside a server's policies: routes of the Gateway API whose parent is the Service, and objects that no cluster would take.</summary>
internal sealed class RandomRoutes(Random random)
{
    private static readonly string[] Refused =
    [
        "apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: refused, namespace: NS }, spec: { rules: [ { from: [] } ] }",
        "apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: refused, namespace: NS }, spec: { action: DENY, rules: [ { to: [ { operation: { ports: ['99999'] } } ] } ] }",
        "apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: refused, namespace: NS }, spec: { action: CUSTOM, rules: [ {} ] }",
        "apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: refused, namespace: NS }, spec: { selector: { matchLabels: { app: '*' } }, rules: [ {} ] }",
        "apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: refused, namespace: NS }, spec: { portLevelMtls: { '8080': { mode: DISABLE } } }",
        "apiVersion: security.istio.io/v1, kind: RequestAuthentication, metadata: { name: refused, namespace: NS }, spec: { jwtRules: [ { issuer: '' } ] }",
        "apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: refused, namespace: NS }, spec: { hosts: [ server.app.svc.cluster.local ], http: [ {} ] }",
        "apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: { name: refused, namespace: NS }, spec: { host: server.app.svc.cluster.local, trafficPolicy: {} }",
        "apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: refused, namespace: NS }, spec: { parentRefs: [ { group: '', kind: Service, name: server } ], rules: [ { matches: [ { path: { value: relative } } ] } ] }",
    ];

    /// <summary>Routes for requests to the Service <c>server</c>, of its namespace or of callers' ones; in most meshes none.</summary>
    public IEnumerable<MapNode> OfService() => random.Next(4) > 0 ? [] : Read(Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Next(3) == 0 ? Grpc() : Http()));

    /// <summary>Now and then one object that is not in force, although it is written.</summary>
    public IEnumerable<MapNode> NotInForce() => random.Next(16) > 0 ? [] : Read([$"{{ {Pick(Refused).Replace("NS", Pick(["app", "app", "istio-system", "web"]), StringComparison.Ordinal)} }}"]);

    private static IEnumerable<MapNode> Read(IEnumerable<string> objects) => new ManifestReader().ReadText(string.Join("\n---\n", objects), "random.yaml").Items;

    private string Http() => Route("HTTPRoute", $"{{ {Matches($"path: {{ type: {Pick(["Exact", "PathPrefix"])}, value: {Pick(["/a", "/a/b", "/"])} }}", "method: GET", "headers: [ { name: x-team, value: x } ]")}{Filters()}{Backends()} }}");

    private string Grpc() => Route("GRPCRoute", $"{{ {Matches("method: { service: a }", "method: { service: a, method: b }")}{Backends()} }}");

    private string Route(string kind, string rule) => $$"""
        { apiVersion: gateway.networking.k8s.io/v1, kind: {{kind}}, metadata: { name: r{{random.Next(1000).ToString(CultureInfo.InvariantCulture)}}, namespace: {{Pick(["app", "app", "web"])}} },
          spec: { parentRefs: [ { group: '', kind: Service, name: server, namespace: app{{Pick(["", "", ", port: 8080", ", port: 7070"])}} } ], rules: [ {{rule}} ] } }
        """;

    private string Matches(params string[] matches) => random.Next(2) == 0 ? "" : $"matches: [ {{ {Pick(matches)} }} ], ";

    private string Filters() => random.Next(4) > 0 ? ""
        : $"filters: [ {Pick(["{ type: RequestHeaderModifier, requestHeaderModifier: { set: [ { name: x-team, value: x } ] } }", "{ type: URLRewrite, urlRewrite: { path: { type: ReplaceFullPath, replaceFullPath: /b } } }", "{ type: ExtensionRef, extensionRef: { group: a.example, kind: F, name: f } }"])} ], ";

    private string Backends() => $"backendRefs: [ {{ name: {Pick(["server", "server", "peers", "gone"])}, namespace: app, port: {Pick(["8080", "7070"])} }} ]";

    private T Pick<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];
}
