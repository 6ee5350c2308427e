using System.Text.Json;
using Infra.Cli;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

public sealed class AccessTests
{
    private const string Shop = """
        workloads:
        - { name: orders, namespace: shop, serviceAccount: orders, ports: [ { name: http, servicePort: 80, targetPort: 8080, protocol: HTTP } ] }
        - { name: web, namespace: shop, serviceAccount: web }
        config:
        - { kind: AuthorizationPolicy, metadata: { name: orders, namespace: shop }, spec: { rules: [ { to: [ { operation: { methods: [GET] } } ] } ] } }
        calls:
        - { from: web, to: orders, port: 80 }
        - { from: web, to: orders, port: 80, method: POST }
        """;

    [Fact]
    public async Task Evaluate_Scenario_PrintsOneObjectForEachCall()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "s.yaml"), Shop);

        var run = await CliRun.OfAsync("access", "evaluate", Path.Combine(folder.Path, "s.yaml"));

        run.ExitCode.ShouldBe(ExitCode.Ok);
        run.Error.ShouldBeEmpty();
        using var answers = JsonDocument.Parse(run.Output);
        answers.RootElement.EnumerateArray().Select(answer => answer.ToString()).Select(text => text.ReplaceLineEndings("")).Count().ShouldBe(2);
        var (first, second) = (answers.RootElement[0], answers.RootElement[1]);
        first.EnumerateObject().Select(property => property.Name).ShouldBe(["allow", "transport", "deniedBy", "decidedBy", "reason"]);
        first.GetProperty("allow").GetBoolean().ShouldBeTrue();
        first.GetProperty("transport").GetString().ShouldBe("mtls");
        first.GetProperty("deniedBy").ValueKind.ShouldBe(JsonValueKind.Null);
        first.GetProperty("decidedBy").GetString().ShouldBe("ns[shop]-policy[orders]-rule[0]");
        second.GetProperty("allow").GetBoolean().ShouldBeFalse();
        second.GetProperty("deniedBy").GetString().ShouldBe("authorization");
    }

    /// <summary>An external by the name that the stack file gives it, or by its host; each region's call once, hop by hop.</summary>
    [Theory]
    [InlineData("card-network")]
    [InlineData("sandbox.cards.example")]
    public async Task External_ByItsName_IsAskedOnceForEachRegion(string to)
    {
        var run = await CliRun.OfAsync("access", "staging", "--from", "orders", "--to", to, "--port", "443");

        run.ExitCode.ShouldBe(ExitCode.Ok, run.Error);
        run.Output.Split('\n').Where(line => line.Contains(" → ", StringComparison.Ordinal)).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).ShouldBe(
        [
            "eu/shop/orders → eu/istio-ingress/istio-egressgateway", "eu/istio-ingress/istio-egressgateway → sandbox.cards.example",
            "us/shop/orders → us/istio-ingress/istio-egressgateway", "us/istio-ingress/istio-egressgateway → sandbox.cards.example",
        ]);
    }

    [Theory]
    [InlineData("json", "[\n  {\n    \"allow\": true,")]
    [InlineData("yaml", "- allow: true\n")]
    [InlineData("table", "call verdict transport denied by     decided by")]
    public async Task Evaluate_EveryFormat_IsPrinted(string format, string start)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "s.yaml"), Shop);

        (await CliRun.OfAsync("access", "evaluate", Path.Combine(folder.Path, "s.yaml"), "-o", format)).Output.ShouldStartWith(start);
    }

    [Fact]
    public async Task Evaluate_WhatIsWrong_IsToldWithItsPlace()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "s.yaml");
        await File.WriteAllTextAsync(path, Shop.Replace("method: POST", "methd: POST", StringComparison.Ordinal));

        var run = await CliRun.OfAsync("access", "evaluate", path);

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain($"{path}:8:38: calls[1].methd: unknown field");
    }

    [Fact]
    public async Task Evaluate_TextThatIsNoDocument_IsUnreadable()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "s.yaml");
        await File.WriteAllTextAsync(path, "{ [");

        (await CliRun.OfAsync("access", "evaluate", path)).ExitCode.ShouldBe(ExitCode.Unreadable);
        (await CliRun.OfAsync("access", "evaluate", Path.Combine(folder.Path, "none.yaml"))).ExitCode.ShouldBe(ExitCode.Unreadable);
    }

    [Fact]
    public async Task Access_ManifestsOfAnyOrigin_NamesObjectAndLineOfEveryLayer()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "m.yaml");
        await File.WriteAllTextAsync(path, """
            { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
            ---
            { apiVersion: v1, kind: Pod, metadata: { name: orders, namespace: shop, labels: { app: orders } }, spec: { containers: [ { name: app, ports: [ { containerPort: 8080 } ] } ] } }
            ---
            { apiVersion: v1, kind: Service, metadata: { name: orders, namespace: shop }, spec: { selector: { app: orders }, ports: [ { name: http, port: 80, targetPort: 8080 } ] } }
            ---
            { apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: default, namespace: shop }, spec: { mtls: { mode: STRICT } } }
            """);

        var run = await CliRun.OfAsync("access", "-f", path, "--from", "outsider", "--to", "orders.shop", "--port", "80", "-o", "json");

        run.ExitCode.ShouldBe(ExitCode.Ok);
        using var answers = JsonDocument.Parse(run.Output);
        var answer = answers.RootElement.EnumerateArray().ShouldHaveSingleItem();
        answer.GetProperty("deniedBy").GetString().ShouldBe("server-tls");
        answer.GetProperty("port").GetInt32().ShouldBe(8080);
        var layer = answer.GetProperty("layers").EnumerateArray().Last();
        layer.GetProperty("object").GetString().ShouldBe("PeerAuthentication shop/default");
        layer.GetProperty("source").GetString().ShouldBe($"{path}:7:1");
    }

    [Fact]
    public async Task Access_Stack_AnswersForEveryRegionOfTheCaller()
    {
        var run = await CliRun.OfAsync("access", "prod", "--from", "checkout", "--to", "ledger", "--port", "http", "--method", "POST", "--path", "/entries", "-o", "json");

        run.ExitCode.ShouldBe(ExitCode.Ok);
        using var answers = JsonDocument.Parse(run.Output);
        answers.RootElement.EnumerateArray().Select(answer => $"{answer.GetProperty("from")} {answer.GetProperty("to")}")
            .ShouldBe(["eu/payments/checkout eu/finance/ledger", "us/payments/checkout eu/finance/ledger"]);
        answers.RootElement.EnumerateArray().ShouldAllBe(answer => answer.GetProperty("transport").GetString() == "mtls");
        answers.RootElement[1].GetProperty("layers").EnumerateArray().Last().GetProperty("object").GetString().ShouldBe("eu: AuthorizationPolicy finance/ledger");
    }

    [Fact]
    public async Task Access_WithoutDestination_SaysWhatIsMissing()
    {
        var run = await CliRun.OfAsync("access", "-f", "x.yaml");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("--to is missing");
    }
}
