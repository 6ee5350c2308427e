using Infra.Cli;
using Tests.Support;

namespace Tests.Infra.Cli;

/// <summary>A command line that was run in process, and what it said.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    public static readonly DateTimeOffset Today = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static Task<CliRun> OfAsync(params string[] args) => OfAsync(new Surroundings(), args);

    public static async Task<CliRun> OfAsync(Surroundings surroundings, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(surroundings.Input);
        var exitCode = await new CommandLine().RunAsync(args, new CliContext
        {
            Console = new CliConsole
            {
                Out = output,
                Error = error,
                In = input,
                Width = surroundings.Width,
                PrefersColor = surroundings.PrefersColor,
            },
            WorkingDirectory = surroundings.WorkingDirectory,
            Clock = new FixedClock(Today),
        });
        return new CliRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The context of a verb whose result goes to a writer.</summary>
    public static CliContext Context(TextWriter output) => new()
    {
        Console = new CliConsole { Out = output, Error = TextWriter.Null, In = TextReader.Null },
        WorkingDirectory = Repository.Root,
        Clock = new FixedClock(Today),
    };

    internal sealed record Surroundings
    {
        public string WorkingDirectory { get; init; } = Repository.Root;

        public string Input { get; init; } = "";

        public int? Width { get; init; }

        public bool PrefersColor { get; init; }
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
