using Infra;
using Infra.Planning;
using Policies.Evaluation;
using Policies.Matrix;
using Policies.Model;
using Policies.Symbolic;
using Shouldly;
using Tests.Infra.Planning;
using Xunit;

namespace Tests.Policies.Matrix;

public sealed class AccessMatrixTests
{
    private static readonly Fleet Prod = PlanFleet.Of(PlanOf("prod"));

    [Fact]
    public void Prod_SaysWhatItsIntentSays()
    {
        var eu = AccessMatrix.Of(Prod)[0];

        eu.Region.ShouldBe("eu");
        eu.Destinations.Count.ShouldBe(14);
        CellOf(eu, "finance/reporting", "finance/ledger").ShouldBe("Some mtls: GET /entries, /entries/{**}");
        CellOf(eu, "us/payments/checkout", "finance/ledger").ShouldBe("Some mtls: POST /entries");
        CellOf(eu, "shop/cart", "shop/sessions").ShouldBe("All mtls: anything");
        CellOf(eu, "shop/orders", "data/orders-db").ShouldBe("All plaintext: anything");
        CellOf(eu, "monitoring/prometheus", "shop/orders").ShouldBe("Some plaintext: GET /metrics");
        CellOf(eu, "shop/web", "finance/ledger").ShouldBe("denied");
        CellOf(eu, "no certificate", "finance/ledger").ShouldBe("denied");
        CellOf(eu, "any other identity", "shop/web").ShouldBe("denied");
        eu.WithoutPorts.ShouldContain("fulfilment/shipping");
        eu.Callers.ShouldNotContain(caller => caller.Name == "us/shop/web");
    }

    /// <summary>Whoever the sets leave out must be refused by the evaluator too, and what is let through whole must pass.</summary>
    [Theory]
    [InlineData("prod")]
    [InlineData("dev")]
    [InlineData("homelab")]
    public void EveryPair_OfAShippedStack_AgreesWithTheEvaluator(string stack)
    {
        var fleet = PlanFleet.Of(PlanOf(stack));
        var access = new FleetAccess(fleet);
        var asked = 0;
        foreach (var matrix in AccessMatrix.Of(fleet))
        {
            var servers = access.Ports.Where(port => port.IsDeclared && port.Cluster.Region == matrix.Region).ToLookup(port => $"{port.Workload.Namespace}/{port.Workload.Name}");
            for (var row = 0; row < matrix.Callers.Count; row++)
            {
                for (var column = 0; column < matrix.Destinations.Count; column++)
                {
                    var cell = matrix.Cells.GetValueOrDefault((row, column));
                    foreach (var port in servers[matrix.Destinations[column]])
                    {
                        asked++;
                        var found = access.From(matrix.Callers[row].Caller!, port);
                        (found.IsOpen && found.Stopped?.Allow != false).ShouldBe(
                            cell?.Ports.Any(told => ReferenceEquals(told.Port.Workload, port.Workload) && told.Port.Number == port.Number && told.Port.IsHttp == port.IsHttp) == true,
                            $"{matrix.Callers[row].Name} to {port}");
                    }
                }
            }
        }

        asked.ShouldBeGreaterThan(4);
    }

    /// <summary>What a VirtualService of the mesh answers itself, or leads elsewhere, does not arrive; of what it changes it is open what does.</summary>
    [Theory]
    [InlineData("", "All mtls: anything")]
    [InlineData("{ route: [ { destination: { host: b } } ] }", "All mtls: anything")]
    [InlineData("{ match: [ { uri: { prefix: /old } } ], redirect: { uri: / } }, { route: [ { destination: { host: b } } ] }", "Some mtls: path all but /old*")]
    [InlineData("{ match: [ { uri: { exact: /away } } ], route: [ { destination: { host: c } } ] }, { route: [ { destination: { host: b } } ] }", "Some mtls: path all but /away")]
    [InlineData("{ match: [ { method: { exact: GET } } ], route: [ { destination: { host: b } } ] }", "Some mtls: GET")]
    [InlineData("{ redirect: { uri: / } }", "denied")]
    [InlineData("{ route: [ { destination: { host: b }, weight: 1 }, { destination: { host: c }, weight: 1 } ] }", "Unknown mtls: anything")]
    [InlineData("{ fault: { abort: { httpStatus: 503, percentage: { value: 50 } } }, route: [ { destination: { host: b } } ] }", "Unknown mtls: anything")]
    [InlineData("{ match: [ { queryParams: { v: { exact: x } } } ], route: [ { destination: { host: b } } ] }", "Unknown mtls: anything")]
    [InlineData("{ redirect: { uri: / } } ] } }\n- { kind: VirtualService, metadata: { name: w, namespace: shop }, spec: { hosts: [c], http: [ { route: [ { destination: { host: b } } ] }", "Unknown mtls: anything")]
    [InlineData("{ rewrite: { uri: /x }, route: [ { destination: { host: b, subset: none } } ] }", "denied")]
    public void Requests_ThatAVirtualServiceTakes_GoItsWay(string routes, string expected)
    {
        var reading = ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            workloads:
            - { name: a, namespace: shop }
            - { name: b, namespace: shop, ports: [ { name: http, servicePort: 80, targetPort: 8080, protocol: HTTP } ] }
            - { name: c, namespace: shop, ports: [ { name: http, servicePort: 80, targetPort: 8080, protocol: HTTP } ] }
            config:
            - { kind: VirtualService, metadata: { name: v, namespace: shop }, spec: { hosts: [b], http: [ {{(routes.Length == 0 ? "{ route: [ { destination: { host: b } } ] }" : routes)}} ] } }
            calls: [ { from: shop/a, to: shop/b } ]
            """), "s");
        reading.Errors.ShouldBeEmpty();

        var matrix = AccessMatrix.Of(new Fleet { Clusters = [reading.Scenarios[0].Cluster] })[0];

        CellOf(matrix, "shop/a", "shop/b").ShouldBe(expected);
        CellOf(matrix, "no certificate", "shop/b").ShouldBe("All plaintext: anything");
    }

    [Fact]
    public void Workload_WithoutPolicies_IsOpenToAllIncludingThoseWithoutACertificate()
    {
        var matrix = AccessMatrix.Of(new Fleet
        {
            Clusters =
            [
                new Cluster
                {
                    Workloads =
                    [
                        new Workload { Name = "a", Namespace = "n", DataPlane = DataPlane.Sidecar, Identity = "spiffe://cluster.local/ns/n/sa/a", Labels = new Dictionary<string, string> { [WellKnownLabels.TlsMode] = "istio" }, Ports = [new WorkloadPort(80)] },
                        new Workload { Name = "b", Namespace = "n", DataPlane = DataPlane.Ambient, Ports = [new WorkloadPort(80)] },
                    ],
                },
            ],
        }).ShouldHaveSingleItem();

        matrix.Cells[(3, 0)].ShouldSatisfyAllConditions(
            cell => matrix.Callers[3].Name.ShouldBe("no certificate"),
            cell => cell.Access.ShouldBe(MatrixAccess.All),
            cell => cell.Transports.ShouldBe([Transport.Plaintext]));
    }

    [Fact]
    public void Fold_ByNamespace_CountsThePairs()
    {
        var eu = AccessMatrix.Of(Prod)[0];

        var folded = MatrixFold.ByNamespace(eu);

        folded.Destinations.ShouldBe(["data", "finance", "fulfilment", "identity", "istio-ingress", "messaging", "payments", "shop"]);
        folded.Callers.Select(caller => caller.Name).ShouldBe([.. folded.Destinations, "istio-system", "monitoring", "us/payments", "any other identity", "no certificate"]);
        var shop = folded.Cells[(7, 7)];
        (shop.Open, shop.Pairs, shop.Access).ShouldBe((6, 25, MatrixAccess.Some));
        folded.Cells.Values.Sum(cell => cell.Open).ShouldBe(eu.Cells.Count);
    }

    private static string CellOf(RegionMatrix matrix, string caller, string destination)
    {
        var row = matrix.Callers.Select(item => item.Name).ToList().IndexOf(caller);
        var column = matrix.Destinations.ToList().IndexOf(destination);
        (row, column).ShouldSatisfyAllConditions(pair => pair.row.ShouldNotBe(-1, caller), pair => pair.column.ShouldNotBe(-1, destination));
        return matrix.Cells.TryGetValue((row, column), out var cell)
            ? $"{cell.Access} {string.Join('+', cell.Transports).ToLowerInvariant()}: {string.Join("; ", cell.Ports.Select(port => port.Requests))}"
            : "denied";
    }

    private static EnvironmentPlan PlanOf(string stack)
    {
        var reading = IntentReader.FromText(stack, $"{stack}.yaml", System.Text.Encoding.UTF8.GetBytes(StackText.Of(stack)), new DateOnly(2026, 11, 21));
        return EnvironmentPlan.From(reading.Intent.ShouldNotBeNull());
    }
}
