using System.Text;
using Manifests.Reading;
using Policies.Evaluation;
using Policies.Model;
using Policies.Statements;
using Shouldly;
using Xunit;

namespace Tests.Policies.Istio.Inbound;

/// <summary>Two Services that lead to one port of the same pods: the proxy listens as the older one says.</summary>
public sealed class ContestedPortTests
{
    private const string OnlyGets = "{ to: [ { operation: { methods: [GET] } } ] }";
    private const string ByName = "{ from: [ { source: { principals: [ cluster.local/ns/shop/sa/a ] } } ] }";

    [Theory]
    [InlineData("http", null, "tcp", null, OnlyGets, null)]
    [InlineData("http", "02", "tcp", "01", OnlyGets, false)]
    [InlineData("http", "01", "tcp", "02", OnlyGets, true)]
    [InlineData("tcp", "01", "http", "02", OnlyGets, false)]
    [InlineData("http", "01", "tcp", null, OnlyGets, null)]
    // Of the same second the first by host counts, which is "b" of "b" and "peers".
    [InlineData("http", "01", "tcp", "01", OnlyGets, true)]
    // Both read requests, or neither does.
    [InlineData("http", null, "grpc", null, OnlyGets, true)]
    [InlineData("http", null, "any", null, OnlyGets, true)]
    [InlineData("tcp", null, "mongo", null, OnlyGets, false)]
    // Whom it comes from, connections say as well.
    [InlineData("http", null, "tcp", null, ByName, true)]
    public void Request_AtAContestedPort_IsJudgedAsTheOlderServiceSays(string own, string? created, string other, string? otherCreated, string rule, bool? allowed)
    {
        var cluster = Read(own, created, other, otherCreated, rule);
        Ask(cluster, new HttpCall()).ShouldBe(allowed);

        // Where the port reads no requests, a statement about some of them is about nothing.
        Prove(cluster).ShouldBe(allowed switch { true => StatementOutcome.Proven, false => StatementOutcome.Empty, null => StatementOutcome.Open });
    }

    [Theory]
    [InlineData("http", null, "tcp", null, null)]
    [InlineData("http", null, "any", null, null)]
    [InlineData("http", "01", "tcp", "02", false)]
    [InlineData("http", "02", "tcp", "01", true)]
    [InlineData("tcp", null, "any", null, true)]
    public void ConnectionWithoutRequest_AtAContestedPort_IsRefusedWhereRequestsAreExpected(string own, string? created, string other, string? otherCreated, bool? allowed) =>
        Ask(Read(own, created, other, otherCreated, ByName), null).ShouldBe(allowed);

    /// <summary>Of two ports of one Service the first counts, whatever it is for.</summary>
    [Fact]
    public void Ports_OfOneService_CountInTheirOrder()
    {
        var cluster = Read("udp, port: 8080, protocol: UDP, targetPort: 8080 }, { name: http", null, "http", "01", OnlyGets, "any");
        Ask(cluster, new HttpCall()).ShouldBe(null);
        Ask(Read("udp, port: 8080, protocol: UDP, targetPort: 8080 }, { name: http", "01", "http", "02", OnlyGets, "any"), new HttpCall()).ShouldBe(false);
    }

    private static bool? Ask(Cluster cluster, HttpCall? request)
    {
        var (a, b) = (cluster.Workloads.Single(workload => workload.Name == "a"), cluster.Workloads.Single(workload => workload.Name == "b"));
        var service = cluster.Services.Single(candidate => candidate.Name == "b");
        var port = service.Ports[^1];
        return new Evaluator(new Fleet { Clusters = [cluster] })
            .Evaluate(new Call { From = new Caller.OfWorkload(a), To = b, Service = service, ServicePort = port.Number, Port = 8080, Protocol = port.Protocol, Http = request }).Allow;
    }

    private static StatementOutcome Prove(Cluster cluster) => StatementProof.Of(
        new Fleet { Clusters = [cluster] },
        [new Statement { Name = "s", Kind = StatementKind.Allow, From = [CallerSet.Parse("shop/a")!], To = [TargetSet.Parse("shop/b")!], Ports = ["8080"], Methods = ["GET"] }])[0].Outcome;

    private static Cluster Read(string own, string? created, string other, string? otherCreated, string rule, string name = "p") => ManifestInventory.Read(
        new ManifestReader().Read(
            Encoding.UTF8.GetBytes($$"""
                { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
                ---
                { apiVersion: apps/v1, kind: Deployment, metadata: { name: a, namespace: shop }, spec: { selector: {}, template: { metadata: { labels: { app: a } }, spec: { serviceAccountName: a } } } }
                ---
                { apiVersion: apps/v1, kind: Deployment, metadata: { name: b, namespace: shop }, spec: { selector: {}, template: { metadata: { labels: { app: b } } } } }
                ---
                { apiVersion: v1, kind: Service, metadata: { name: b, namespace: shop{{At(created)}} }, spec: { selector: { app: b }, ports: [ { name: {{own}}, port: 80, targetPort: 8080 } ] } }
                ---
                { apiVersion: v1, kind: Service, metadata: { name: peers, namespace: shop{{At(otherCreated)}} }, spec: { selector: { app: b }, ports: [ { name: {{other}}, port: 8080 } ] } }
                ---
                { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: {{name}}, namespace: shop }, spec: { selector: { matchLabels: { app: b } }, rules: [ {{rule}} ] } }
                """),
            "f.yaml").Items,
        new KnownCluster());

    private static string At(string? second) => second is null ? "" : $", creationTimestamp: \"2026-01-01T00:00:{second}Z\"";
}
