using System.Text.Json;
using Infra.Cli;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Rotation;

/// <summary>The verbs below <c>rotate</c>, run in a checkout of their own.</summary>
public sealed class RotateVerbsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RotateVerbsTests()
    {
        _folder.Write("Pulumi.yaml", "name: mtls\n");
        foreach (var stack in new[] { "prod", "staging" })
        {
            _folder.Write($"stacks/Pulumi.{stack}.yaml", File.ReadAllText(Repository.File($"stacks/Pulumi.{stack}.yaml")));
        }
    }

    [Fact]
    public async Task Plan_NewRootOfProd_IsTheGolden() =>
        Golden.Matches((await RunAsync("rotate", "plan", "prod", "--goal", "new-root")).Output, "infra/Rotation/goldens/plan-new-root.txt");

    [Fact]
    public async Task Plan_AsMarkdown_IsTheGolden() => Golden.Matches(
        (await RunAsync("rotate", "plan", "staging", "--goal", "drop-root:eu-2026", "-o", "markdown")).Output, "infra/Rotation/goldens/plan-drop-root.md");

    [Fact]
    public async Task Plan_AsJson_IsTheGolden() => Golden.Matches(
        (await RunAsync("rotate", "plan", "prod", "--goal", "rename-domain:us:us.trust.acme.example", "-o", "json")).Output, "infra/Rotation/goldens/plan-rename.json");

    [Theory]
    [InlineData("prod", "new-root", 5)]
    [InlineData("staging", "new-root", 7)]
    [InlineData("staging", "new-root:us", 4)]
    [InlineData("prod", "new-intermediate:eu", 1)]
    [InlineData("prod", "rename-domain:us:us.trust.acme.example", 3)]
    public async Task ApplyStep_OneAfterTheOther_EndsInTheGoal(string stack, string goal, int steps)
    {
        var (day, taken) = (new DateOnly(2026, 11, 21), 0);
        JsonElement document;
        do
        {
            var run = await ApplyStepAsync(stack, goal, day);
            if (run.ExitCode == ExitCode.Findings)
            {
                day = DateOnly.ParseExact(JsonDocument.Parse(run.Output).RootElement.GetProperty("steps")[0].GetProperty("earliest").GetString()!, "yyyy-MM-dd");
                run = await ApplyStepAsync(stack, goal, day);
            }

            run.ExitCode.ShouldBe(ExitCode.Ok, run.Error + run.Output);
            document = JsonDocument.Parse(run.Output).RootElement;
            document.GetProperty("proven").GetBoolean().ShouldBeTrue();
            taken++;
        }
        while (document.GetProperty("remaining").GetInt32() > 0);

        taken.ShouldBe(steps);
        (await RunAsync("rotate", "prove", stack, "--at", $"{day:yyyy-MM-dd}")).ExitCode.ShouldBe(ExitCode.Ok);
        Golden.Matches(File.ReadAllText(StackFile(stack)), $"infra/Rotation/goldens/{stack}.{goal.Split(':')[0]}{(goal.EndsWith(":us", StringComparison.Ordinal) ? ".us" : "")}.yaml");
    }

    [Fact]
    public async Task ApplyStep_BeforeItsDay_WritesNothingUnlessConverged()
    {
        (await RunAsync("rotate", "apply-step", "prod", "--goal", "new-root")).ExitCode.ShouldBe(ExitCode.Ok);
        var before = File.ReadAllText(StackFile("prod"));

        var early = await RunAsync("rotate", "apply-step", "prod", "--goal", "new-root");

        early.ExitCode.ShouldBe(ExitCode.Findings);
        early.Error.ShouldBe("infra: make root-2026-2 active, root-2026 retiring: its time comes on 2026-11-23; wait, or check what stands before it and give --converged; nothing was written\n");
        File.ReadAllText(StackFile("prod")).ShouldBe(before);
        (await RunAsync("rotate", "apply-step", "prod", "--goal", "new-root", "--converged")).ExitCode.ShouldBe(ExitCode.Ok);
        File.ReadAllText(StackFile("prod")).ShouldContain("root-2026-2: { state: active, notBefore: \"2026-11-21\" }");
        Directory.GetFiles(Path.GetDirectoryName(StackFile("prod"))!).Length.ShouldBe(2);
    }

    [Fact]
    public async Task ApplyStep_OfAnEmergency_NeedsALookAtTheFleet()
    {
        (await RunAsync("rotate", "apply-step", "prod", "--goal", "drop-root:root-2026")).ExitCode.ShouldBe(ExitCode.Ok);

        var blind = await RunAsync("rotate", "apply-step", "prod", "--goal", "drop-root:root-2026");

        blind.ExitCode.ShouldBe(ExitCode.Findings);
        blind.Error.ShouldContain("no day tells that its time has come");
        (await RunAsync("rotate", "apply-step", "prod", "--goal", "drop-root:root-2026", "--converged")).ExitCode.ShouldBe(ExitCode.Ok);
    }

    [Fact]
    public async Task ApplyStep_WhereTheGoalIsReached_SaysSo()
    {
        var run = await RunAsync("rotate", "apply-step", "prod", "--goal", "rename-domain:us:us.mesh.acme.example");

        run.ShouldBe(new CliRun(ExitCode.Ok, "prod: rename-domain:us:us.mesh.acme.example is reached, nothing to do\n", ""));
    }

    [Fact]
    public async Task Prove_AgainstAStackFileThatWasSwappedInOneStep_NamesTheCells()
    {
        var deployed = _folder.Write("deployed.yaml", File.ReadAllText(StackFile("prod")));
        await ReplaceAsync("root-2026: { state: active, notBefore: \"2026-01-01\"", "root-2027: { state: active, notBefore: \"2026-01-02\"");

        var run = await RunAsync("rotate", "prove", "prod", "--against", deployed);

        run.ExitCode.ShouldBe(ExitCode.Findings);
        Golden.Matches(run.Output, "infra/Rotation/goldens/prove-swap.txt");
        Golden.Matches((await RunAsync("rotate", "prove", "prod", "--against", deployed, "-o", "markdown")).Output, "infra/Rotation/goldens/prove-swap.md");
    }

    [Fact]
    public async Task Prove_AgainstARenderedFolder_ReadsItsStateOfTrust()
    {
        (await RunAsync("render", "prod", "-o", "baseline")).ExitCode.ShouldBe(ExitCode.Ok);
        await RunAsync("rotate", "apply-step", "prod", "--goal", "new-root");

        var run = await RunAsync("rotate", "prove", "prod", "--against", "baseline", "-o", "json");

        run.ExitCode.ShouldBe(ExitCode.Ok, run.Error);
        var proof = JsonDocument.Parse(run.Output).RootElement;
        proof.GetProperty("handshakes").GetInt32().ShouldBe(32);
        proof.GetProperty("cells").EnumerateArray().ShouldAllBe(cell => cell.GetProperty("verdict").GetString() == "proven");
    }

    [Fact]
    public async Task Preview_AgainstABaselineWithOtherTrust_FailsOnABrokenCellNamingBothEnds()
    {
        (await RunAsync("render", "prod", "-o", "baseline")).ExitCode.ShouldBe(ExitCode.Ok);
        await ReplaceAsync("root-2026: { state: active, notBefore: \"2026-01-01\"", "root-2027: { state: active, notBefore: \"2026-01-02\"");

        var run = await RunAsync("preview", "prod", "--against", "baseline", "-o", "json");

        run.ExitCode.ShouldBe(ExitCode.Findings);
        var findings = JsonDocument.Parse(run.Output).RootElement.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("code").GetString()!.StartsWith("MTLS16", StringComparison.Ordinal)).ToList();
        findings.Select(finding => finding.GetProperty("code").GetString()).Distinct().ShouldBe(["MTLS162", "MTLS160"]);
        findings.ShouldContain(finding => finding.GetProperty("message").GetString()!.StartsWith(
            "us → eu, mesh: 27 of 36 handshakes fail, first: the server with eu.mesh.acme.example, eu mesh CA g1 under root-2026 is refused by the client that trusts root-2027: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Preview_AgainstABaselineOneStepBefore_HasNoFindings()
    {
        (await RunAsync("render", "prod", "-o", "baseline")).ExitCode.ShouldBe(ExitCode.Ok);
        await RunAsync("rotate", "apply-step", "prod", "--goal", "new-root");

        (await RunAsync("preview", "prod", "--against", "baseline")).ExitCode.ShouldBe(ExitCode.Ok);
    }

    [Theory]
    [InlineData("new-roots", "'new-roots' is no goal; allowed: new-root, new-root:<region>, new-intermediate:<region>")]
    [InlineData("new-intermediate", "is no goal")]
    [InlineData("new-intermediate:mars", "there is no region mars; allowed: eu, us")]
    [InlineData("drop-root:rot", "there is no root rot; allowed: root-2026")]
    [InlineData("rename-domain:us:US", "'US' is no trust domain: a trust domain holds only lower-case letters")]
    [InlineData("rename-domain:us:us_2.acme.example", "it holds an underscore")]
    [InlineData("rename-domain:us:a.us.mesh.acme.example", "a.us.mesh.acme.example")]
    public async Task Goal_ThatCannotBe_IsRefusedWithWhatIsAllowed(string goal, string expected)
    {
        var run = await RunAsync("rotate", "plan", "prod", "--goal", goal);

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain(expected);
    }

    [Theory]
    [InlineData("there is no snapshot.json", "nowhere")]
    [InlineData("the file cannot be read", "nowhere.yaml")]
    public async Task Prove_AgainstNothing_IsUnreadable(string expected, string against)
    {
        var run = await RunAsync("rotate", "prove", "prod", "--against", against);

        run.ExitCode.ShouldBe(ExitCode.Unreadable);
        run.Error.ShouldContain(expected);
    }

    [Fact]
    public async Task Rotate_WithoutAVerb_IsWrongUsage() =>
        (await RunAsync("rotate")).Error.ShouldBe("infra: a verb is missing; allowed: plan, apply-step, prove, now\ntry 'infra rotate --help'\n");

    public void Dispose() => _folder.Dispose();

    private Task<CliRun> ApplyStepAsync(string stack, string goal, DateOnly day) =>
        RunAsync("rotate", "apply-step", stack, "--goal", goal, "--at", $"{day:yyyy-MM-dd}", "-o", "json");

    private string StackFile(string stack) => Path.Combine(_folder.Path, "stacks", $"Pulumi.{stack}.yaml");

    private async Task ReplaceAsync(string old, string @new)
    {
        var text = await File.ReadAllTextAsync(StackFile("prod"));
        text.ShouldContain(old);
        await File.WriteAllTextAsync(StackFile("prod"), text.Replace(old, @new, StringComparison.Ordinal));
    }

    private Task<CliRun> RunAsync(params string[] args) => CliRun.OfAsync(new CliRun.Surroundings { WorkingDirectory = _folder.Path }, args);
}
