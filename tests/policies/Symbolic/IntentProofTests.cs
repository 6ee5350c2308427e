using Infra.Cli.Verbs;
using Infra.Planning;
using Manifests;
using Manifests.Reading;
using Policies.Model;
using Policies.Symbolic.Intent;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Support;
using Xunit;
using static Infra.EnvironmentPlan;

namespace Tests.Policies.Symbolic;

/// <summary>The proof that objects mean their intent, and that it notices every object that goes missing.</summary>
public sealed class IntentProofTests
{
    private static readonly string[] Deciding = ["AuthorizationPolicy", "PeerAuthentication", "NetworkPolicy", "Gateway"];
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    [InlineData("homelab")]
    [InlineData("flexstack")]
    [InlineData("ambient")]
    [InlineData("canary")]
    [InlineData("linkerd-lab")]
    [InlineData("atlas")]
    [InlineData("spire")]
    public void Proof_ShippedStack_FindsNothing(string stack)
    {
        var fleet = FleetOf(stack);

        fleet.Clusters.ShouldAllBe(cluster => cluster.Intent!.Servers.Count > 0 && cluster.Intent.Flows.Count > 20);
        IntentFindings.Of(fleet).Select(finding => finding.Message).ShouldBeEmpty();
    }

    [Fact]
    public async Task Tree_WithoutAnyOnePolicyOfProd_IsFoundWithACall()
    {
        using var folder = new TemporaryFolder();
        var tree = Path.Combine(folder.Path, "out");
        (await CliRun.OfAsync("render", "prod", "-o", tree)).ExitCode.ShouldBe(0);
        var objects = new ManifestReader().ReadPath(tree).Items.Where(item => item.ContainsKey("kind")).ToList();
        var clusters = FileClusters.Read(CliRun.Context(TextWriter.Null), [tree]);
        clusters.Errors.ShouldBeEmpty();
        IntentFindings.Of(clusters.FleetOf(objects)).ShouldBeEmpty();

        var deciding = objects.Where(item => Deciding.Contains(KindOf(item))).ToList();

        deciding.Count.ShouldBeGreaterThan(100);
        var unnoticed = deciding.Where(missing => IntentFindings.Of(clusters.FleetOf([.. objects.Where(item => item != missing)])).Count == 0);
        unnoticed.Select(item => item.Mark!.File).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("eu/finance/authorizationpolicy-ledger.yaml", "MTLS351", "eu/finance/ledger:8080: spiffe://eu.mesh.acme.example/ns/finance/sa/reporting GET /entries is refused")]
    [InlineData("eu/istio-system/authorizationpolicy-default-deny.yaml", "MTLS350", "eu/fulfilment/notifications:other port 1: a caller without a certificate is authorized")]
    [InlineData("us/istio-system/peerauthentication-default.yaml", "MTLS350", "a connection in plaintext is taken, which is not intended: its mode is PERMISSIVE, Istio's default")]
    [InlineData("us/shop/networkpolicy-default-deny.yaml", "MTLS350", "us/shop/any other pod (network, in): a connection from anywhere is carried")]
    [InlineData("us/shop/service-orders.yaml", "MTLS351", "us/shop/orders:8080")]
    [InlineData("eu/istio-ingress/gateway-cross-region.yaml", "MTLS351", "eu/the east-west gateway:15443: a call from another network to ledger.finance.svc.cluster.local is refused")]
    public async Task Check_TreeWithoutAnObject_FailsWithACall(string file, string code, string message)
    {
        using var folder = new TemporaryFolder();
        var tree = Path.Combine(folder.Path, "out");
        (await CliRun.OfAsync("render", "prod", "-o", tree)).ExitCode.ShouldBe(0);
        File.Delete(Path.Combine(tree, file));

        var run = await CliRun.OfAsync("check", "-f", tree, "-o", "json");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain(code);
        run.Output.ShouldContain(message);
    }

    [Fact]
    public async Task Check_TreeWithAConditionThatNobodyCanTell_SaysThatAccessIsUnknown()
    {
        using var folder = new TemporaryFolder();
        var tree = Path.Combine(folder.Path, "out");
        (await CliRun.OfAsync("render", "prod", "-o", tree)).ExitCode.ShouldBe(0);
        var file = Path.Combine(tree, "eu/finance/authorizationpolicy-ledger.yaml");
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace("  rules:\n", "  rules:\n  - when:\n    - key: experimental.envoy.filters.a[b]\n      values: [c]\n", StringComparison.Ordinal));

        var run = await CliRun.OfAsync("check", "-f", tree, "--only", "MTLS350,MTLS351,MTLS352", "--fail-on", "warning");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("MTLS352");
        run.Output.ShouldContain("may be refused or not");
        run.Output.ShouldNotContain("MTLS350");
    }

    [Theory]
    [InlineData("ledger.finance.svc.cluster.local", "reporting.finance.svc.cluster.local", "MTLS350", "a call from another network to reporting.finance.svc.cluster.local is carried, which is not intended")]
    [InlineData("ledger.finance.svc.cluster.local", "reporting.finance.svc.cluster.local", "MTLS351", "a call from another network to ledger.finance.svc.cluster.local is refused")]
    [InlineData("- ledger.finance.svc.cluster.local", "- \"*.local\"", "MTLS350", "passes *.local on")]
    [InlineData("number: 15443", "number: 15444", "MTLS351", "no Gateway passes the host on")]
    [InlineData("mode: AUTO_PASSTHROUGH", "mode: PASSTHROUGH", "MTLS351", "no Gateway passes the host on")]
    [InlineData("istio: eastwestgateway", "istio: elsewhere", "MTLS351", "no Gateway passes the host on")]
    public async Task Check_TreeWithAnotherEastWestGateway_FailsWithACall(string text, string other, string code, string message)
    {
        using var folder = new TemporaryFolder();
        var tree = Path.Combine(folder.Path, "out");
        (await CliRun.OfAsync("render", "prod", "-o", tree)).ExitCode.ShouldBe(0);
        var file = Path.Combine(tree, "eu/istio-ingress/gateway-cross-region.yaml");
        var before = await File.ReadAllTextAsync(file);
        before.ShouldContain(text);
        await File.WriteAllTextAsync(file, before.Replace(text, other, StringComparison.Ordinal));

        var run = await CliRun.OfAsync("check", "-f", tree, "-o", "json");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain(code);
        run.Output.ShouldContain(message);
    }

    [Fact]
    public async Task Tree_WithoutAnyOneObjectOfTheEgressGateway_IsFoundWithACall()
    {
        using var folder = new TemporaryFolder();
        var tree = Path.Combine(folder.Path, "out");
        (await CliRun.OfAsync("render", "staging", "-o", tree)).ExitCode.ShouldBe(0);
        var objects = new ManifestReader().ReadPath(tree).Items.Where(item => item.ContainsKey("kind")).ToList();
        var clusters = FileClusters.Read(CliRun.Context(TextWriter.Null), [tree]);
        IntentFindings.Of(clusters.FleetOf(objects)).ShouldBeEmpty();

        var deciding = objects.Where(item => KindOf(item) is "DestinationRule" or "VirtualService" or "ServiceEntry" or "Gateway"
            || item.Mark!.File.Contains("egress", StringComparison.Ordinal)).ToList();

        deciding.Count.ShouldBeGreaterThan(16);
        var unnoticed = deciding.Where(missing => IntentFindings.Of(clusters.FleetOf([.. objects.Where(item => item != missing)])).Count == 0);
        unnoticed.Select(item => item.Mark!.File).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("destinationrule-sandbox.cards.example.yaml", "mode: SIMPLE", "mode: DISABLE", "MTLS350", "sandbox.cards.example:443: a request of us/shop/orders in plaintext is taken")]
    [InlineData("destinationrule-sandbox.cards.example.yaml", "    subjectAltNames:", "    caCertificates: system\n    subjectAltNamez:", "MTLS350", "to whoever has any certificate of a public CA is taken")]
    [InlineData("destinationrule-istio-egressgateway.yaml", "sni: sandbox.cards.example", "sni: elsewhere.example", "MTLS351", "the proxy sends the name elsewhere.example, and no server of a Gateway there has it")]
    [InlineData("destinationrule-istio-egressgateway.yaml", "        sni: sandbox.cards.example\n", "", "MTLS351", "the proxy sends the gateway's own name")]
    [InlineData("gateway-egress.yaml", "mode: ISTIO_MUTUAL", "mode: SIMPLE\n      credentialName: other", "MTLS351", "no server of a Gateway there has it with mode ISTIO_MUTUAL")]
    [InlineData("gateway-egress.yaml", "- sandbox.cards.example", "- elsewhere.example", "MTLS351", "no server of a Gateway there has it")]
    [InlineData("virtualservice-sandbox.cards.example.yaml", "      - egress\n", "      - another\n", "MTLS351", "leads it on to sandbox.cards.example")]
    [InlineData("virtualservice-sandbox.cards.example.yaml", "subset: card-network", "subset: tax-office", "MTLS351", "which no DestinationRule that us/shop/orders uses has")]
    [InlineData("serviceentry-card-network.yaml", "targetPort: 443", "targetPort: 444", "MTLS351", "no port of sandbox.cards.example leads to 443")]
    [InlineData("serviceentry-card-network.yaml", "  - shop\n", "  - finance\n", "MTLS351", "the proxy of us/shop/orders knows no service sandbox.cards.example")]
    [InlineData("authorizationpolicy-istio-egressgateway.yaml", "- sandbox.cards.example\n", "- sandbox.cards.example\n        - other.example\n", "MTLS350", "to host other.example is authorized")]
    [InlineData("authorizationpolicy-istio-egressgateway.yaml", "/sa/orders", "/sa/web", "MTLS350", "/sa/web to host sandbox.cards.example is authorized")]
    public async Task Check_TreeWithAnotherWayOut_FailsWithACall(string file, string text, string other, string code, string message)
    {
        using var folder = new TemporaryFolder();
        var tree = Path.Combine(folder.Path, "out");
        (await CliRun.OfAsync("render", "staging", "-o", tree)).ExitCode.ShouldBe(0);
        var path = Path.Combine(tree, "us/istio-ingress", file);
        var before = await File.ReadAllTextAsync(path);
        before.ShouldContain(text);
        await File.WriteAllTextAsync(path, before.Replace(text, other, StringComparison.Ordinal));

        var run = await CliRun.OfAsync("check", "-f", tree, "-o", "json");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain(code);
        run.Output.ShouldContain(message);
    }

    [Fact]
    public void AccessFile_RoundTrip_KeepsEverything()
    {
        KnownCluster[] known = [.. PlanOf("prod").Regions.Select(PlanFleet.Known)];

        var text = AccessFile.Write(known);
        var reading = AccessFile.Read(System.Text.Encoding.UTF8.GetBytes(text), "access.json");

        reading.Error.ShouldBeNull();
        AccessFile.Write(reading.Clusters).ShouldBe(text);
        text.ShouldNotContain("PRIVATE");
    }

    [Theory]
    [InlineData("", 1, "not a file of this program")]
    [InlineData("{\"format\": \"mtls-access/3\",\n\"clusters\": [{\"regoin\": \"us\"}]}", 2, "regoin")]
    [InlineData("{\"format\": \"other\", \"clusters\": []}", 1, "its format is not mtls-access/3")]
    [InlineData("{\"format\": \"mtls-access/1\", \"clusters\": []}", 1, "its format is not mtls-access/3")]
    [InlineData("null", 1, "its format is not mtls-access/3")]
    public void AccessFile_OfSomethingElse_IsRefusedWithItsPlace(string text, int line, string message)
    {
        var reading = AccessFile.Read(System.Text.Encoding.UTF8.GetBytes(text), "out/access.json");

        reading.Clusters.ShouldBeEmpty();
        reading.Error.ShouldNotBeNull().Source.ShouldBe(new("out/access.json", line));
        reading.Error.Message.ShouldContain(message);
    }

    private static global::Infra.EnvironmentPlan PlanOf(string stack) => From(IntentReader.FromStack(Repository.Root, stack, Today).Intent!);

    private static Fleet FleetOf(string stack) => PlanFleet.Of(PlanOf(stack));

    private static string? KindOf(MapNode item) => (item["kind"] as ScalarNode)?.AsString;
}
