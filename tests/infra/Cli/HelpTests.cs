using Infra.Cli;
using Infra.Cli.Help;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs => [.. new CommandLine().Root.Subcommands.Select(verb => verb.Name)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Verb_Help_ShowsUsageExamplesAndExitCodes(string verb)
    {
        var run = await CliRun.OfAsync(verb, "--help");

        run.ExitCode.ShouldBe(ExitCode.Ok);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldStartWith($"infra {verb} - ");
        run.Output.ShouldContain($"\nUSAGE\n  infra {verb}");
        run.Output.ShouldContain($"\nEXAMPLES\n  # ");
        run.Output.ShouldContain("\nEXIT CODES\n  0    done\n");
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Verb_Examples_ParseWithoutAnError(string name)
    {
        var root = new CommandLine().Root;
        var verb = (Verb)root.Subcommands.Single(verb => verb.Name == name);
        foreach (var example in verb.Examples)
        {
            var typed = example.CommandLine.Split([" >", " |"], StringSplitOptions.None)[0];
            UsageErrors.Of(root.Parse(typed)).ShouldBeEmpty(typed);
            root.Parse(typed).CommandResult.Command.ShouldBe(verb);
        }
    }

    [Fact]
    public async Task Help_WithMistakesBesides_IsStillShown()
    {
        var run = await CliRun.OfAsync("explain", "-h", "--nonsense");

        run.ExitCode.ShouldBe(ExitCode.Ok);
        run.Output.ShouldStartWith("infra explain - ");
    }

    [Fact]
    public async Task Root_Help_IsTheGolden() => Golden.Matches((await CliRun.OfAsync("--help")).Output, "infra/Cli/goldens/help.txt");

    [Fact]
    public void DocsCliPage_IsWhatTheTreeOfVerbsSays() => Golden.Matches(HelpMarkdown.Page(new CommandLine().Root), "../docs/cli.md");
}
