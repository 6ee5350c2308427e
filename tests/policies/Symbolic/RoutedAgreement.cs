using Manifests;
using Manifests.Reading;
using Policies.Evaluation;
using Policies.Model;
using Policies.Statements;

namespace Tests.Policies.Symbolic;

/// <summary>Holds random <c>allow</c> statements against random calls of a workload whose sidecar follows random routes: what is proven has to arrive.</summary>
internal static class RoutedAgreement
{
    private static readonly string[] Matches =
    [
        "uri: { exact: /a }", "uri: { prefix: /a }", "uri: { regex: '/a/.*' }", "method: { exact: GET }", "headers: { x-team: { exact: x } }", "withoutHeaders: { x-team: {} }",
        "authority: { exact: app.example }", "port: 8080", "sourceLabels: { app: other }", "uri: { prefix: /b }, method: { exact: POST }",
    ];

    private static readonly string[] Ends =
    [
        "redirect: { uri: /x }", "directResponse: { status: 200 }", "rewrite: { uri: /b }, ROUTE", "headers: { request: { set: { x-team: x } } }, ROUTE", "ROUTE", "ROUTE", "ROUTE",
        "route: [ { destination: { host: peers.app.svc.cluster.local } } ]", "fault: { abort: { percentage: { value: 50 }, httpStatus: 503 } }, ROUTE",
    ];

    /// <summary>What was proven of a random mesh and does not arrive.</summary>
    /// <param name="seed">The mesh.</param>
    /// <param name="calls">How many random calls to make to each port.</param>
    /// <returns>The calls, how many were made of those that statements mean, and how many of these no proof says anything about.</returns>
    public static (List<string> Differences, int Asked, int Open) Of(int seed, int calls)
    {
        var random = new Random(seed);
        var mesh = new RandomMesh(seed);
        var client = new Workload
        {
            Name = "client",
            Namespace = "app",
            ServiceAccount = "a",
            DataPlane = DataPlane.Sidecar,
            Identity = "spiffe://td/ns/app/sa/a",
            Labels = new Dictionary<string, string> { ["app"] = "client", [WellKnownLabels.TlsMode] = "istio" },
            Ip = "10.1.2.3",
        };
        var cluster = ManifestInventory.Read([.. mesh.Cluster.Manifests, .. Routes(random)], new KnownCluster { Mesh = mesh.Cluster.Mesh, Workloads = [mesh.Workload, client] });
        var fleet = new Fleet { Clusters = [cluster] };
        var evaluator = new Evaluator(fleet);
        var service = cluster.Services.Single(candidate => candidate.Name == "server");
        var (differences, asked, open) = (new List<string>(), 0, 0);
        foreach (var port in service.Ports)
        {
            var statement = new Statement
            {
                Name = "s",
                Kind = StatementKind.Allow,
                From = [CallerSet.Parse("client")!],
                To = [TargetSet.Parse("server")!],
                Ports = [$"{port.Number}"],
                Methods = Pick<string[]>(random, ["GET"], ["POST", "GET"], ["*"]),
                Paths = Pick<string[]>(random, ["/a"], ["/a*"], ["*"], ["/a/b", "/b"]),
            };
            var result = StatementProof.Of(fleet, [statement])[0];
            for (var index = 0; index < calls && result.Outcome is not StatementOutcome.Refuted; index++)
            {
                var call = mesh.Call(port.Number, port.Protocol, isHttp: true) with { From = new Caller.OfWorkload(client), Service = service, Sni = null };
                if (IsMeant(statement, call.Http!))
                {
                    asked++;
                    if (result.Outcome is not StatementOutcome.Proven)
                    {
                        open++;
                        continue;
                    }

                    var verdict = evaluator.Evaluate([call])[0];
                    if (verdict.Allow != true)
                    {
                        differences.Add($"seed {seed} {statement.Kind} {port.Number} {call.Http}: proven, and {verdict.Allow}: {verdict.Reason}");
                    }
                }
            }
        }

        return (differences, asked, open);
    }

    private static bool IsMeant(Statement statement, HttpCall request) =>
        statement.Methods.Any(method => method is "*" || method == request.Method)
        && statement.Paths.Any(path => path is "*" || path == request.Path || (path == "/a*" && request.Path.StartsWith("/a", StringComparison.Ordinal)))

        // Where paths are normalized, the server asks about another one; tokens of nobody are refused before all policies.
        && request is { Jwt: null } && !request.Path.Contains("//", StringComparison.Ordinal);

    private static IEnumerable<MapNode> Routes(Random random) => random.Next(3) == 0 ? [] : new ManifestReader().ReadText(
        $"{{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {{ name: v, namespace: app }}, spec: {{ hosts: [ server ], http: [ {string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Route(random)))} ] }} }}",
        "routes.yaml").Items;

    private static string Route(Random random) => $"{{ {(random.Next(3) == 0 ? "" : $"match: [ {{ {Pick(random, Matches)} }} ], ")}{Pick(random, Ends).Replace("ROUTE", "route: [ { destination: { host: server } } ]", StringComparison.Ordinal)} }}";

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];
}
