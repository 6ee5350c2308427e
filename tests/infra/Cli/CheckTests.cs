using System.Text.Json.Nodes;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

public sealed class CheckTests
{
    private const string Open =
        """
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: { name: deny-all, namespace: shop }
        spec: { rules: [{}] }
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: { name: orders, namespace: shop }
        spec: { rules: [{ to: [{ operation: { methods: [get] } }] }] }

        """;

    [Fact]
    public async Task Check_OnlyAndSkip_ChooseTheRules()
    {
        (await CodesOf("--only", "MTLS301")).ShouldBe(["MTLS301"]);
        (await CodesOf("--only", "authorization", "--skip", "MTLS301")).ShouldBe(["MTLS329"]);
        (await CodesOf("--skip", "MTLS3*")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_UnknownRule_IsUsage()
    {
        var run = await RunAsync("--only", "MTLS310,autorization");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("'autorization' names no rule; did you mean 'authorization'?");
    }

    [Fact]
    public async Task Check_Baseline_TellsOnlyWhatIsNew()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "known.json");

        var first = await RunAsync("--only", "MTLS301", "--fail-on", "info", "--write-baseline", file);
        var second = await RunAsync("--fail-on", "info", "--baseline", file, "-o", "json");

        first.ExitCode.ShouldBe(0);
        first.Output.ShouldBe("no findings\n");
        second.ExitCode.ShouldBe(1);
        Codes(second).ShouldBe(["MTLS329"]);
        second.Error.ShouldContain("1 findings are accepted, 0 accepted ones are gone");
    }

    [Fact]
    public async Task Check_BaselineThatIsNone_IsUnreadable()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "known.json");
        await File.WriteAllTextAsync(file, """{ "format": "mtls-baseline/1", "accepted": { "MTLS301 x": "many" } }""");

        (await RunAsync("--baseline", file)).ExitCode.ShouldBe(3);
        (await RunAsync("--baseline", file + ".missing")).ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task Check_Sarif_CarriesThePageAndTheLevel()
    {
        var run = JsonNode.Parse((await RunAsync("-o", "sarif")).Output)!["runs"]![0]!;
        var rule = run["tool"]!["driver"]!["rules"]!.AsArray().Single(rule => (string)rule!["id"]! == "MTLS301")!;

        ((string)rule["help"]!["markdown"]!).ShouldStartWith("# MTLS301: ");
        ((string)run["results"]!.AsArray().Single(result => (string)result!["ruleId"]! == "MTLS301")!["level"]!).ShouldBe("warning");
    }

    [Fact]
    public async Task Check_Sarif_NamesFilesAsACheckoutDoesAndOthersByTheirUri()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        var inside = folder.Write("policies/a b.yaml", Open);
        var outside = elsewhere.Write("c.yaml", Open);

        var run = await CliRun.OfAsync(
            new CliRun.Surroundings { WorkingDirectory = folder.Path }, "check", "-f", inside, "-f", outside, "--only", "MTLS301", "-o", "sarif");

        JsonNode.Parse(run.Output)!["runs"]![0]!["results"]!.AsArray()
            .Select(result => (string)result!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!)
            .ShouldBe(["policies/a%20b.yaml", $"file://{outside}"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("yaml")]
    [InlineData("markdown")]
    [InlineData("junit")]
    [InlineData("github")]
    public async Task Check_EveryForm_NamesObjectLineAndFix(string form)
    {
        var run = await RunAsync("-o", form, "--only", "MTLS301");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("MTLS301");
        run.Output.ShouldContain("deny-all");
        run.Output.ShouldContain("name the callers, or write spec: {}");
        run.Output.ShouldMatch(form switch { "github" => "line=4", "yaml" => "line: 4", _ => "-:4" });
    }

    private static async Task<IReadOnlyList<string>> CodesOf(params string[] args) => Codes(await RunAsync([.. args, "-o", "json"]));

    private static IReadOnlyList<string> Codes(CliRun run) =>
        [.. JsonNode.Parse(run.Output)!["findings"]!.AsArray().Select(finding => (string)finding!["code"]!)];

    private static Task<CliRun> RunAsync(params string[] args) => CliRun.OfAsync(new CliRun.Surroundings { Input = Open }, ["check", "-f", "-", .. args]);
}
