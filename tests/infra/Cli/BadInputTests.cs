using Infra.Settings;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

/// <summary>What ends a verb early: its message on stderr, nothing on stdout, the documented exit code, and nothing half-written.</summary>
public sealed class BadInputTests
{
    private static readonly string ProdStack = File.ReadAllText(Repository.File("stacks/Pulumi.prod.yaml"));

    [Theory]
    [InlineData("preview")]
    [InlineData("trust")]
    [InlineData("check")]
    public async Task Stack_ThatDoesNotExist_NamesThoseThatDo(string verb)
    {
        var run = await CliRun.OfAsync(verb, "prdo");

        run.ExitCode.ShouldBe(2);
        (run.Output + run.Error).ShouldContain($"there is no stack prdo; allowed: {string.Join(", ", StackFiles.Names(Repository.Root))}");
    }

    [Fact]
    public async Task StackFile_ThatCannotBeRead_IsUnreadableInput()
    {
        using var project = Project("mtls", null);
        File.CreateSymbolicLink(Path.Combine(project.Path, "stacks", "Pulumi.ghost.yaml"), Path.Combine(project.Path, "nowhere"));

        var run = await CliRun.OfAsync(new CliRun.Surroundings { WorkingDirectory = project.Path }, "preview", "ghost");

        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain("stacks/Pulumi.ghost.yaml: the file cannot be read");
    }

    [Theory]
    [InlineData("preview")]
    [InlineData("trust")]
    public async Task Settings_WithSeveralMistakes_AreToldAllAtOnceAndStdoutStaysEmpty(string verb)
    {
        using var project = Project("bad", ProdStack
            .Replace("lifetime: 3650d", "lifetime: 10y", StringComparison.Ordinal)
            .Replace("from: checkout, regions", "from: chekout, regions", StringComparison.Ordinal)
            .Replace("ports: [metrics]", "ports: [metricz]", StringComparison.Ordinal));

        var run = await CliRun.OfAsync(new CliRun.Surroundings { WorkingDirectory = project.Path }, verb, "bad");

        run.ExitCode.ShouldBe(2);
        run.Output.ShouldBeEmpty();
        string[] mistakes = ["is not a duration", "there is no service chekout; did you mean checkout?", "named metricz"];
        mistakes.ShouldAllBe(mistake => run.Error.Contains(mistake, StringComparison.Ordinal));
        run.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Render_WithBadSettings_WritesNothing()
    {
        using var project = Project("bad", "config: " + new string('[', 20_000));
        var output = Path.Combine(project.Path, "out");

        var run = await CliRun.OfAsync(new CliRun.Surroundings { WorkingDirectory = project.Path }, "render", "bad", "-o", "out");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("more than 100 maps and lists inside each other");
        Directory.Exists(output).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(project.Path).Count().ShouldBe(2);
    }

    [Fact]
    public async Task Render_IntoAFolderThatCannotBeMade_ChangesNothing()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("file", "text");

        var run = await CliRun.OfAsync("render", "dev", "-o", Path.Combine(file, "out"));

        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain("cannot be written");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldHaveSingleItem();
    }

    /// <summary>A name that means nothing is never read as something else: a port without a meaning is not port 80.</summary>
    [Theory]
    [InlineData("access prod --from web --to ledger --port htp", "infra: --port: the destination has no port named 'htp'; allowed: http, or a number\n")]
    [InlineData("access prod --from chekout --to ledger", "infra: --from: no workload 'chekout'; did you mean 'checkout'?\n")]
    [InlineData("access prod --from shop/checkout --to ledger", "infra: --from: no workload 'shop/checkout'; 'checkout' is in payments\n")]
    [InlineData("access prod --from zzzzzzzz --to ledger", "infra: --from: no workload 'zzzzzzzz'; name one as namespace/name, or state an identity, an address or 'outsider'\n")]
    [InlineData("debug prod --from chekout --to ledger --kubectl no-such-kubectl", "infra: --from: no workload 'chekout'; did you mean 'checkout'?\n")]
    public async Task Question_AboutNamesThatMeanNothing_IsAnsweredWithThoseThatDo(string command, string message)
    {
        var run = await CliRun.OfAsync(command.Split(' '));

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldBe(message);
    }

    [Theory]
    [InlineData("check -f {0}")]
    [InlineData("check -f -")]
    [InlineData("access diff nowhere.yaml {0}")]
    public async Task Manifests_ThatAreNotThere_AreNoCleanCheck(string command)
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.OfAsync(string.Format(null, command, folder.Path).Split(' '));

        run.ExitCode.ShouldBe(3, run.Output);
        run.Error.ShouldContain(command.Contains("diff", StringComparison.Ordinal) ? "nowhere.yaml: there is no such file or folder" : "no Kubernetes object in ");
    }

    private static TemporaryFolder Project(string stack, string? text)
    {
        var folder = new TemporaryFolder();
        folder.Write("Pulumi.yaml", File.ReadAllText(Repository.File("Pulumi.yaml")));
        Directory.CreateDirectory(Path.Combine(folder.Path, "stacks"));
        if (text is not null)
        {
            folder.Write($"stacks/Pulumi.{stack}.yaml", text);
        }

        return folder;
    }
}
