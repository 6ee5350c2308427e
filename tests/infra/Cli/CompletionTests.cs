using Infra.Cli;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

public sealed class CompletionTests
{
    private static readonly RealProgram Bash = new("bash", "bash");

    [Theory]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Script_OfShell_IsTheGolden(string shell)
    {
        var run = await CliRun.OfAsync("completion", shell);

        run.ExitCode.ShouldBe(ExitCode.Ok);
        Golden.Matches(run.Output, $"infra/Cli/goldens/completion.{shell}");
    }

    [Theory]
    [InlineData("infra expl", "explain")]
    [InlineData("infra completion ", "bash zsh fish pwsh")]
    [InlineData("infra completion z", "zsh")]
    [InlineData("infra --color ", "auto always never")]
    [InlineData("infra --color n", "never")]
    [InlineData("infra explain --co", "--color")]
    public async Task Bash_TypedSoFar_ProposesTheWords(string typed, string proposals)
    {
        using var folder = new TemporaryFolder();
        (await ProposalsAsync(folder, typed)).ShouldBe(proposals);
    }

    private static async Task<string> ProposalsAsync(TemporaryFolder folder, string typed)
    {
        var script = (await CliRun.OfAsync("completion", "bash")).Output;
        var words = string.Join(' ', typed.Split(' ').Select(word => $"'{word}'"));
        var run = Bash.Run(["--norc", "-s"], $"{script}\nCOMP_WORDS=({words})\nCOMP_CWORD=$((${{#COMP_WORDS[@]}}-1))\n_infra\necho \"${{COMPREPLY[@]}}\"\n", folder.Path);
        run.Error.ShouldBeEmpty();
        return run.Output.Trim();
    }
}
