using System.CommandLine;
using Infra.Operations;
using Infra.Settings;

namespace Infra.Cli.Operations;

/// <summary>The options of every verb that does something to running clusters, and how it is done.</summary>
internal sealed class OperationOptions
{
    private readonly Option<bool> _yes = new("--yes") { Description = "do it; without, it is only said what would be done" };
    private readonly Option<string?> _journal = new("--journal")
    {
        Description = "where each step is noted when it is done, so that the same command goes on behind it; .infra/<operation>.jsonl when absent",
        HelpName = "file",
    };

    private readonly Option<string> _timeout = new("--timeout") { Description = "how long to wait for one step", HelpName = "duration", DefaultValueFactory = _ => "5m" };
    private readonly Option<string> _kubectl = new("--kubectl") { Description = "the kubectl to run", HelpName = "program", DefaultValueFactory = _ => "kubectl" };

    /// <summary>All of them, in the order of help.</summary>
    public IEnumerable<Option> All => [_yes, _journal, _timeout, _kubectl];

    /// <summary>The kubectl to run.</summary>
    public Infra.Live.Kubectl Kubectl(ParseResult arguments) => new(arguments.GetRequiredValue(_kubectl));

    /// <summary>How long to wait for one step.</summary>
    /// <exception cref="CliFailure">It is no duration.</exception>
    public TimeSpan Timeout(ParseResult arguments) =>
        DurationText.TryParse(arguments.GetRequiredValue(_timeout), out var timeout) && timeout > TimeSpan.Zero
            ? timeout
            : throw CliFailure.Usage([$"--timeout: '{PlainText.Line(arguments.GetRequiredValue(_timeout))}' is no time to wait; allowed: {DurationText.Allowed}"]);

    /// <summary>Says what an operation does, and with <c>--yes</c> does it.</summary>
    /// <exception cref="CliFailure">A step failed; those before it are noted.</exception>
    public async Task<int> RunAsync(ParseResult arguments, CliContext context, Operation operation)
    {
        var journal = Journal.Open(Path(arguments, context, operation), operation.Name);
        var isToDo = arguments.GetValue(_yes);
        context.Console.Out.WriteLine($"{operation.Name}:");
        foreach (var (step, number) in operation.Steps.Select((step, index) => (step, index + 1)))
        {
            context.Console.Out.WriteLine(PlainText.Line($"  {number}. {step.Title}{(journal.Find(step.Name) is { } done ? $" (done at {done.At})" : "")}"));
            if (!isToDo || journal.Find(step.Name) is not null)
            {
                continue;
            }

            context.Console.Flush();
            var seen = await step.DoAsync(journal);
            journal.Note(step.Name, context.Clock.GetUtcNow(), seen);
            context.Console.Out.WriteLine(PlainText.Line($"     done: {seen}"));
        }

        if (isToDo)
        {
            journal.Close(context.Clock.GetUtcNow());
        }
        else
        {
            context.Console.Error.WriteLine("nothing was done; --yes does it");
        }

        return ExitCode.Ok;
    }

    private string Path(ParseResult arguments, CliContext context, Operation operation) => arguments.GetValue(_journal) is { } file
        ? context.Resolve(file)
        : System.IO.Path.Combine(
            Verbs.ProjectFolder.Find(context), ".infra", $"{string.Concat(operation.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))}.jsonl");
}
