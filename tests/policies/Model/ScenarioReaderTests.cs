using System.Text;
using Policies.Model;
using Shouldly;
using Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace Tests.Policies.Model;

public sealed class ScenarioReaderTests(ITestOutputHelper output)
{
    private const string Shop = """
        mesh: { trustDomain: shop.example, pathNormalization: MERGE_SLASHES }
        workloads:
        - { name: orders, namespace: shop, ip: 10.0.0.1, ports: [ { name: http, servicePort: 80, targetPort: 8080, protocol: HTTP } ] }
        - { name: ledger, namespace: shop, labels: { app: ledger }, serviceAccount: books, ports: [ { name: tcp-sql, servicePort: 5432 } ] }
        """;

    [Fact]
    public void Read_LeavesOut_WhatIstioFillsIn()
    {
        var scenario = Read(Shop + "\ncalls: [ { from: orders, to: ledger } ]");

        var call = scenario.Calls.ShouldHaveSingleItem().ShouldHaveSingleItem();
        var orders = call.From.ShouldBeOfType<Caller.OfWorkload>().Workload;
        orders.Identity.ShouldBe("spiffe://shop.example/ns/shop/sa/default");
        orders.DataPlane.ShouldBe(DataPlane.Sidecar);
        call.To!.Identity.ShouldBe("spiffe://shop.example/ns/shop/sa/books");
        (call.ServicePort, call.Port, call.Protocol).ShouldBe((5432, 5432, PortProtocol.Tcp));
        call.Service!.Host.ShouldBe("ledger.shop.svc.cluster.local");
        scenario.Cluster.Mesh.PathNormalization.ShouldBe(PathNormalizationType.MergeSlashes);
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("shop/orders")]
    [InlineData("orders.shop")]
    [InlineData("orders.shop.svc.cluster.local")]
    [InlineData("{ workload: orders, namespace: shop }")]
    [InlineData("{ name: orders, namespace: shop }")]
    public void Read_DestinationByAnyName_IsTheWorkload(string name)
    {
        var call = Read($"{Shop}\ncalls: [ {{ to: {name}, port: 80, path: /a }} ]").Calls[0][0];

        call.To!.Name.ShouldBe("orders");
        (call.ServicePort, call.Port, call.Protocol).ShouldBe((80, 8080, PortProtocol.Http));
        call.From.ShouldBeOfType<Caller.Outsider>();
        call.Http!.Path.ShouldBe("/a");
    }

    [Theory]
    [InlineData("port: 80")]
    [InlineData("port: 8080")]
    [InlineData("port: '80'")]
    [InlineData("port: http")]
    [InlineData("portName: http")]
    [InlineData("targetPort: 8080")]
    [InlineData("port: { name: http, servicePort: 80, targetPort: 8080, protocol: HTTP }")]
    public void Read_PortByAnyName_IsThePort(string port)
    {
        var call = Read($"{Shop}\ncalls: [ {{ to: orders, {port} }} ]").Calls[0][0];

        (call.ServicePort, call.Port, call.Protocol).ShouldBe((80, 8080, PortProtocol.Http));
    }

    [Theory]
    [InlineData("spiffe://a/ns/b/sa/c")]
    [InlineData("a/ns/b/sa/c")]
    [InlineData("{ identity: spiffe://a/ns/b/sa/c }")]
    public void Read_CallerByIdentity_IsTheIdentity(string from) =>
        Read($"{Shop}\ncalls: [ {{ from: {from}, to: orders }} ]").Calls[0][0].From.ShouldBe(new Caller.OfIdentity("spiffe://a/ns/b/sa/c"));

    [Theory]
    [InlineData("10.9.9.9", "10.9.9.9")]
    [InlineData("{ ip: 10.9.9.9 }", "10.9.9.9")]
    [InlineData("outsider", null)]
    [InlineData("null", null)]
    public void Read_CallerWithoutIdentity_IsAnOutsider(string from, string? address) =>
        Read($"{Shop}\ncalls: [ {{ from: {from}, to: orders }} ]").Calls[0][0].From.ShouldBe(new Caller.Outsider(address));

    [Fact]
    public void Read_ConfigAsTextOrObjects_IsTheSame()
    {
        const string policy = "{ apiVersion: security.istio.io/v1beta1, kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: {} }";

        Read($"{Shop}\nconfig: [ {policy}, \"---\\n{policy.Replace("name: p", "name: q", StringComparison.Ordinal)}\\n---\\n\" ]\ncalls: []")
            .Cluster.AuthorizationPolicies.Select(found => found.Name).ShouldBe(["p", "q"]);
    }

    [Theory]
    [InlineData("calls: [ { from: nobody, to: orders } ]", "calls[0].from: no workload 'nobody'")]
    [InlineData("calls: [ { to: nowhere } ]", "calls[0].to: no workload, service or host 'nowhere'")]
    [InlineData("calls: [ { from: orders } ]", "calls[0].to: missing")]
    [InlineData("calls: [ { to: orders, pth: /a } ]", "calls[0].pth: unknown field; allowed are")]
    [InlineData("calls: [ { to: orders, port: 70000 } ]", "calls[0].port: must be")]
    [InlineData("calls: [ { to: orders, protocol: SPDY } ]", "calls[0].protocol: 'SPDY' is no protocol")]
    [InlineData("calls: 1", "calls: must be a list")]
    [InlineData("mesh: 1", "calls: missing")]
    [InlineData("calls: []\nspeed: 1", "speed: unknown field")]
    public void Read_WhatIsWrong_IsNamedWithItsPath(string text, string error)
    {
        var workloads = Shop[Shop.IndexOf("workloads", StringComparison.Ordinal)..];

        var reading = ScenarioReader.Read(Encoding.UTF8.GetBytes($"{workloads}\n{text}"), "s.yaml");

        reading.Errors.Select(found => found.Message).ShouldContain(message => message.StartsWith(error, StringComparison.Ordinal));
        reading.Errors.ShouldAllBe(found => found.Mark.File == "s.yaml");
        reading.Scenarios.ShouldBeEmpty();
    }

    [Fact]
    public void Read_UpstreamsCases_ReadsEveryCall()
    {
        if (Repository.Shared("vectors/access-calls.json") is not { } path)
        {
            output.WriteLine("not run: shared/vectors/access-calls.json is not beside the checkout");
            return;
        }

        var reading = ScenarioReader.Read(File.ReadAllBytes(path), path);

        reading.Errors.ShouldBeEmpty();
        reading.Scenarios.Count.ShouldBe(6);
        reading.Scenarios.SelectMany(scenario => scenario.Calls).ShouldAllBe(call => call.Count == 1);
    }

    private static Scenario Read(string text)
    {
        var reading = ScenarioReader.Read(Encoding.UTF8.GetBytes(text), "s.yaml");
        reading.Errors.ShouldBeEmpty();
        return reading.Scenarios.ShouldHaveSingleItem();
    }
}
