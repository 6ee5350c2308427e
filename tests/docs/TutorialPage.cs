using System.Globalization;
using System.Text.RegularExpressions;
using Tests.Infra.Cli;
using Tests.Support;

namespace Tests.Docs;

/// <summary>
/// A page of the tutorial, walked as its reader would: every block of <c>sh</c> is run in one folder, in order, and a block of <c>text</c> after it is what it printed.
/// Blocks of <c>sh cluster</c> need a cluster and stay unread.
/// </summary>
internal sealed partial class TutorialPage(string name)
{
    private const string OurProgram = "dotnet run -- ";
    private static readonly RealProgram Shell = new("sh", "dash");

    private string Text { get; } = MarkdownPages.Read($"docs/tutorial/{name}");

    /// <summary>How many blocks of commands are run.</summary>
    public int Walks => Blocks().Count(Text);

    /// <summary>The page with what its commands really print.</summary>
    public async Task<string> WalkAsync()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Pulumi.yaml", await File.ReadAllTextAsync(Repository.File("Pulumi.yaml")));
        foreach (var source in (string[])["stacks", "docs/tutorial"])
        {
            foreach (var file in Directory.EnumerateFiles(Repository.File(source)))
            {
                folder.Write(Path.Combine(source, Path.GetFileName(file)), await File.ReadAllTextAsync(file));
            }
        }

        var walked = Text;
        foreach (Match block in Blocks().Matches(Text))
        {
            var said = await RunAsync(block.Groups["commands"].Value, folder.Path);
            var printed = block.Groups["printed"];
            if (printed.Success)
            {
                walked = walked.Replace(block.Value, block.Value.Replace($"```text\n{printed.Value}```", $"```text\n{said}```", StringComparison.Ordinal), StringComparison.Ordinal);
            }
        }

        return walked;
    }

    private static async Task<string> RunAsync(string commands, string folder)
    {
        var said = "";
        foreach (var command in Continuations().Replace(commands, " ").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            said += command.StartsWith(OurProgram, StringComparison.Ordinal)
                ? await OursAsync(command[OurProgram.Length..], folder)
                : Theirs(command, folder);
        }

        return said;
    }

    private static async Task<string> OursAsync(string arguments, string folder)
    {
        var words = Comment().Replace(arguments, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var run = await CliRun.OfAsync(new CliRun.Surroundings { WorkingDirectory = folder, Width = 118 }, words);
        var said = string.Concat(run.Output, run.Error).Replace(folder + "/", "", StringComparison.Ordinal);
        return run.ExitCode == 0 ? said : $"{said}(exit code {run.ExitCode})\n";
    }

    private static string Theirs(string command, string folder)
    {
        // The clock of the program stands still here, and so does that of the shell.
        var now = CliRun.Today.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var run = Shell.Run(["-euc", $"date() {{ echo {now}; }}\n{command}"], workingDirectory: folder);
        return run.ExitCode == 0 ? run.Text : throw new InvalidOperationException($"'{command}' ended with {run.ExitCode}: {run.Text}");
    }

    [GeneratedRegex("^```sh\n(?<commands>.*?)^```\n(?:\n*```text\n(?<printed>.*?)```\n)?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continuations();

    [GeneratedRegex(@"\s+# .*$")]
    private static partial Regex Comment();
}
