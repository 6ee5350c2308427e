using Infra;
using Infra.Cli;
using Infra.Live;
using Infra.Planning;
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

    private static PrometheusRule Planned { get; } =
        EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, "dev", new DateOnly(2026, 11, 21)).Intent!).Regions.Single().Manifests.OfType<PrometheusRule>().Single();

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

    [Fact]
    public async Task Rule_ThatFails_IsTold()
    {
        var groups = Planned.Spec.Groups!.Select(group => $$"""
            { "name": "{{group.Name}}", "rules": [{{string.Join(", ", group.Rules!.Select(rule => $$"""{ "name": "{{rule.Alert ?? rule.Record}}", "health": "{{(rule == Planned.Spec.Groups![0].Rules![0] ? "err" : "ok")}}", "lastError": "many-to-many matching not allowed" }"""))}}] }
            """);

        var run = await VerifyAsync(_folder.Write("rules.json", $$"""{ "status": "success", "data": { "groups": [{{string.Join(", ", groups)}}] } }"""));

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ShouldContain("MTLS598");
        run.Output.ShouldContain("many-to-many matching not allowed");
        run.Output.ShouldEndWith("1 error\n");
    }

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

    private Task<CliRun> VerifyAsync(string rules) => CliRun.OfAsync("verify", "dev", "--dump", _folder.Write("dev.json", new DevCluster().Dump()), "--rules", rules);
}
