using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

/// <summary>Levels and suppressions for manifests that have no stack, <c>check -f … --config</c>.</summary>
public sealed class CheckConfigTests : IDisposable
{
    private const string Open = "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: open, namespace: shop }\nspec: { rules: [{}] }\n";
    private readonly TemporaryFolder _folder = new();

    public CheckConfigTests() => _folder.Write("policy.yaml", Open);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_WithSuppression_LeavesTheFindingOut()
    {
        var run = await CheckAsync(
            "suppressions:\n  - { code: MTLS301, object: AuthorizationPolicy shop/open, owner: shop, reason: the front page is for everybody, expires: 2027-06-30 }\n");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("no findings");
        run.Error.ShouldContain("1 finding is held back by suppressions");
    }

    [Fact]
    public async Task Check_WithSuppressionThatHasEnded_FindsBothWithTheirLines()
    {
        var run = await CheckAsync("suppressions:\n  - { code: MTLS301, object: AuthorizationPolicy shop/*, owner: shop, reason: for a while, expires: 2026-11-20 }\n");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("MTLS301");
        run.Output.ShouldContain("MTLS910");
        run.Output.ShouldContain("config.yaml:2");
        run.Error.ShouldNotContain("held back");
    }

    [Fact]
    public async Task Check_WithSuppressionOfNothing_SaysSo()
    {
        var run = await CheckAsync("suppressions:\n  - { code: MTLS338, object: Namespace shop, owner: shop, reason: gone, expires: 2027-06-30 }\n");

        run.Output.ShouldContain("MTLS911");
        run.ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("error", 1)]
    [InlineData("info", 0)]
    public async Task Check_WithLevel_WeighsTheRuleByIt(string level, int exitCode) =>
        (await CheckAsync($"levels: {{ MTLS301: {level} }}\n")).ExitCode.ShouldBe(exitCode);

    [Fact]
    public async Task Check_WithWrongConfig_NamesEveryMistakeAtOnce()
    {
        var run = await CheckAsync("level: {}\nlevels: { MTLS301: fatal, MTLS999: info }\nsuppressions:\n  - { code: MTLS301, owner: shop, expires: tomorrow }\n");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("config.yaml:1: level: unknown key; did you mean levels?");
        run.Error.ShouldContain("config.yaml:2: levels.MTLS301");
        run.Error.ShouldContain("config.yaml:4: suppressions[0].object: missing");
        run.Error.ShouldContain("config.yaml:4: suppressions[0].reason: missing");
        run.Error.ShouldContain("config.yaml:4: suppressions[0].expires");
        run.Output.ShouldBe("");
    }

    [Theory]
    [InlineData("- a\n", 2)]
    [InlineData("a: [\n", 2)]
    [InlineData("", 2)]
    public async Task Check_WithConfigThatIsNoMap_IsAUsageError(string text, int exitCode) => (await CheckAsync(text)).ExitCode.ShouldBe(exitCode);

    [Fact]
    public async Task Check_WithConfigThatIsNotThere_IsUnreadable() =>
        (await CliRun.OfAsync("check", "-f", _folder.Path, "--config", Path.Combine(_folder.Path, "none.yaml"))).ExitCode.ShouldBe(3);

    [Fact]
    public async Task Check_OfAStackWithConfig_PointsToTheStackFile()
    {
        var run = await CliRun.OfAsync("check", "dev", "--config", "a.yaml");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("mtls:policies");
    }

    private async Task<CliRun> CheckAsync(string config)
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.yaml", config);
        return await CliRun.OfAsync("check", "-f", _folder.Path, "--config", Path.Combine(folder.Path, "config.yaml"));
    }
}
