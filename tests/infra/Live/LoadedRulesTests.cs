using System.Text.Json.Nodes;
using Infra;
using Infra.Cli;
using Infra.Live;
using Infra.Planning;
using Infra.Settings;
using Manifests.Monitoring.V1;
using Manifests.Writing;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Infra.Migration;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Live;

/// <summary><c>verify --rules</c>, against Debian's Prometheus with the rules of <c>dev</c>, and against answers that something is wrong with.</summary>
public sealed class LoadedRulesTests : IDisposable
{
    private const string NoSeries = "# EOF\n";

    private readonly TemporaryFolder _folder = new();

    private static PrometheusRule Planned { get; } = Rules(Plan("dev").Regions.Single()).Single();

    [Fact]
    public async Task Prometheus_WithTheRules_LacksNothing()
    {
        using var prometheus = await RunningPrometheus.WithAsync(Series, ManifestWriter.WriteYaml(Planned.Spec.ToNode()));

        var run = await VerifyAsync(prometheus.Address);

        run.Output.ShouldBe("no findings\n", run.Error);
        run.ExitCode.ShouldBe(ExitCode.Ok);
    }

    [Fact]
    public async Task Prometheus_WithoutAGroup_IsToldEachOfItsRules()
    {
        var (left, kept) = (Planned.Spec.Groups![0], Planned.Spec.Groups.Skip(1));
        using var prometheus = await RunningPrometheus.WithAsync(Series, ManifestWriter.WriteYaml((Planned.Spec with { Groups = [.. kept] }).ToNode()));

        var run = await VerifyAsync(prometheus.Address);

        run.ExitCode.ShouldBe(ExitCode.Findings);
        foreach (var rule in left.Rules!)
        {
            run.Output.ShouldContain($"Prometheus has no rule {rule.Alert ?? rule.Record} in a group {left.Name}");
        }

        run.Output.Split("MTLS597").Length.ShouldBe(left.Rules!.Count + 1);
    }

    /// <summary>Prometheus prints expressions in its own way; that is no difference, whatever a stack asks for.</summary>
    [Fact]
    public async Task Prometheus_WithTheRulesOfEveryStack_HasThemAsPlanned()
    {
        List<RegionPlan> regions = [.. StackFiles.Names(Repository.Root).SelectMany(stack => Plan(stack).Regions)];
        using var prometheus = await RunningPrometheus.WithAsync(
            Series, [.. regions.SelectMany(Rules).Select(rule => ManifestWriter.WriteYaml(rule.Spec.ToNode()))]);
        using var http = new HttpClient();
        var loaded = LoadedRules.Read(await http.GetStringAsync($"{prometheus.Address}/api/v1/rules"));

        regions.SelectMany(Rules).SelectMany(rule => rule.Spec.Groups!).Sum(group => group.Rules!.Count).ShouldBeInRange(300, loaded.Count);
        regions.SelectMany(region => LoadedRules.Check(region, loaded)).Select(finding => finding.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rule_ThatSomebodyChanged_IsToldWithWhatIsPlanned()
    {
        var planned = ManifestWriter.WriteYaml(Planned.Spec.ToNode());
        var changed = planned.Replace("< 2592000", "< 5184000", StringComparison.Ordinal).Replace("for: \"15m\"", "for: \"1h\"", StringComparison.Ordinal)
            .Replace("severity: critical", "severity: info", StringComparison.Ordinal);
        using var prometheus = await RunningPrometheus.WithAsync(Series, changed);

        var run = await VerifyAsync(prometheus.Address);

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ShouldContain("error MTLS599 local: PrometheusRule monitoring/");
        run.Output.ShouldContain("< 5184000");
        run.Output.ShouldContain("its label severity is info, planned critical");
        run.Output.ShouldContain("it fires after 1h, planned 15m");
        var rules = Planned.Spec.Groups!.SelectMany(group => group.Rules!);
        run.Output.Split("error MTLS599").Length.ShouldBe(1 + rules.Count(rule =>
            $"{rule.Expr}".Contains("< 2592000", StringComparison.Ordinal)
            || rule.For == "15m"
            || (rule.Labels is { } labels && labels.Any(label => label is { Key: "severity", Value: "critical" }))));
    }

    [Fact]
    public async Task Rule_ThatFails_IsTold()
    {
        using var prometheus = await RunningPrometheus.WithAsync(Series, ManifestWriter.WriteYaml(Planned.Spec.ToNode()));
        using var http = new HttpClient();
        var answer = JsonNode.Parse(await http.GetStringAsync($"{prometheus.Address}/api/v1/rules"))!;
        var first = answer["data"]!["groups"]![0]!["rules"]![0]!;
        (first["health"], first["lastError"]) = ("err", "many-to-many matching not allowed");

        var run = await VerifyAsync(_folder.Write("rules.json", answer.ToJsonString()));

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ShouldContain("MTLS598");
        run.Output.ShouldContain("many-to-many matching not allowed");
        run.Output.ShouldEndWith("1 error\n");
    }

    [Theory]
    [InlineData("""sum by (a) (rate(x{b="1",a="2"}[7d])) > 2592000""", """sum  by (a) (rate(x{a="2", b="1"}[1w])) > 2.592e+06""", true)]
    [InlineData("""x{a="b c"} # a note""", """x{a="b c"}""", true)]
    [InlineData("""x{a="b, {c"}""", """x{a="b,{c"}""", false)]
    [InlineData("x > 1", "x >= 1", false)]
    [InlineData("x offset 5m", "x offset 5s", false)]
    [InlineData("x1 + y", "x + 1y", false)]
    public void Expressions_AreTheSame_WhateverTheirForm(string one, string other, bool areSame) => (PromQlForm.Of(one) == PromQlForm.Of(other)).ShouldBe(areSame);

    [Theory]
    [InlineData(ExitCode.Usage, "there is no region mars", "mars=http://localhost:1")]
    [InlineData(ExitCode.Unreadable, "onnection refused", "local=http://127.0.0.1:1")]
    [InlineData(ExitCode.Unreadable, "nothing.json", "nothing.json")]
    [InlineData(ExitCode.Unreadable, "the answer is not that of Prometheus's /api/v1/rules", "Pulumi.yaml")]
    public async Task Source_ThatIsNone_IsNamed(int exitCode, string message, string source)
    {
        var run = await VerifyAsync(source);

        run.ExitCode.ShouldBe(exitCode, run.Output);
        run.Error.ShouldContain(message);
    }

    [Fact]
    public void Answer_ThatIsAnError_SaysIt() =>
        Should.Throw<FormatException>(() => LoadedRules.Read("""{ "status": "error", "error": "query timed out" }""")).Message.ShouldBe("query timed out");

    public void Dispose() => _folder.Dispose();

    private static string Series => $"# TYPE up gauge\nup 1 {new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds()}\n{NoSeries}";

    private static EnvironmentPlan Plan(string stack) =>
        EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, stack, new DateOnly(2026, 11, 21)).Intent!);

    private static IEnumerable<PrometheusRule> Rules(RegionPlan region) => region.Manifests.OfType<PrometheusRule>();

    private Task<CliRun> VerifyAsync(string rules) => CliRun.OfAsync("verify", "dev", "--dump", _folder.Write("dev.json", new DevCluster().Dump()), "--rules", rules);
}
