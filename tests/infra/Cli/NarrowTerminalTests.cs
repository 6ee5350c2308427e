using System.Text.RegularExpressions;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

/// <summary>What verbs draw on terminals of 80 and 120 columns: nothing beyond the edge, and what has to be read as one is not torn.</summary>
public sealed partial class NarrowTerminalTests
{
    [Theory]
    [InlineData(80, "trust", "canary")]
    [InlineData(120, "trust", "prod")]
    [InlineData(80, "access", "prod", "--matrix")]
    [InlineData(120, "access", "prod", "--matrix")]
    [InlineData(80, "access", "prod", "--from", "checkout", "--to", "ledger", "--method", "POST", "--path", "/entries")]
    public async Task Drawing_HasNoLineBeyondTheEdge(int width, params string[] arguments)
    {
        var run = await CliRun.OfAsync(new CliRun.Surroundings { Width = width }, arguments);

        // Sentences are the terminal's to wrap; tables and trees are not.
        run.Output.Split('\n').Where(line => line.Length > width).ShouldAllBe(line => Sentence().IsMatch(line));
    }

    [Fact]
    public async Task Trust_OnANarrowTerminal_TellsTheBeginningOfEachFingerprintOnOneLine()
    {
        var run = await CliRun.OfAsync(new CliRun.Surroundings { Width = 80 }, "trust", "canary");

        Golden.Matches(run.Output, "infra/Cli/goldens/trust-80.txt");
        run.Output.Split('\n').Where(line => line.Contains("SHA-256  ", StringComparison.Ordinal)).ShouldAllBe(line => Shortened().IsMatch(line));
    }

    [Fact]
    public async Task Matrix_OnANarrowTerminal_GoesOnBelow()
    {
        var narrow = await CliRun.OfAsync(new CliRun.Surroundings { Width = 60 }, "access", "prod", "--matrix");
        var wide = await CliRun.OfAsync("access", "prod", "--matrix");

        Cells(narrow.Output).ShouldBe(Cells(wide.Output));
        narrow.Output.Split("   caller ").Length.ShouldBeGreaterThan(wide.Output.Split("   caller ").Length);
    }

    [Fact]
    public async Task Access_OfAStack_HasNoColumnForPlacesInFiles()
    {
        (await CliRun.OfAsync("access", "prod", "--from", "checkout", "--to", "ledger")).Output.ShouldNotContain(" where\n");
    }

    private static int Cells(string text) => text.Count(letter => letter is '●' or '◐' or '·');

    [GeneratedRegex("^[a-z]+[: ]|^rows|^● | → ")]
    private static partial Regex Sentence();

    [GeneratedRegex("SHA-256      (?:[0-9A-F]{2}:){7}[0-9A-F]{2}…$")]
    private static partial Regex Shortened();
}
