using System.CommandLine;
using Infra.Cli.Rotation;

namespace Infra.Cli.Verbs;

/// <summary><c>rotate plan</c>: the steps to a goal.</summary>
internal sealed class RotatePlanVerb : Verb
{
    private readonly StackArgument _stack = new();
    private readonly GoalOptions _goal;
    private readonly DayOption _at = new("plan from this day instead of today");
    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Markdown)
    {
        Description = "form of the result; markdown makes a runbook",
    };

    /// <summary>Builds the verb.</summary>
    public RotatePlanVerb()
        : base("plan", "the steps to a goal: settings, what must be true before each, its proof, how to go back")
    {
        Arguments.Add(_stack);
        _goal = new GoalOptions(this);
        Options.Add(_at);
        Options.Add(_output);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("rotate plan prod --goal new-root", "another root for all regions"),
        new("rotate plan prod --goal new-intermediate:eu", "another CA in eu"),
        new("rotate plan prod --goal rename-domain:us:us.trust.acme.example", "another trust domain for us"),
        new("rotate plan prod --goal drop-root:root-2026 -o markdown > runbook.md", "away from a root whose key may have been stolen"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var run = RotationRun.Of(context, arguments.GetRequiredValue(_stack));
        var report = await run.ReportAsync(run.Draft(_goal.Read(arguments), _at.Read(arguments, context)));
        Write(context, arguments.GetValue(_output), report);
        return report.IsProven ? ExitCode.Ok : ExitCode.Findings;
    }

    /// <summary>Writes a report in one of the verb's forms.</summary>
    internal static void Write(CliContext context, OutputFormat format, RotationReport report)
    {
        switch (format)
        {
            case OutputFormat.Json:
                context.Console.Out.Write(JsonOutput.Text(RotationDocument.Of(report)));
                break;
            case OutputFormat.Markdown:
                RotationMarkdown.Write(context.Console.Out, report);
                break;
            default:
                RotationText.Write(context.Console.Out, report);
                break;
        }
    }
}
