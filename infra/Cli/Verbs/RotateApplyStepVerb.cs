using System.CommandLine;
using Infra.Cli.Rotation;
using Trust.Proof;
using Trust.Rotation;

namespace Infra.Cli.Verbs;

/// <summary><c>rotate apply-step</c>: the next step of a rotation, written into the stack file.</summary>
internal sealed class RotateApplyStepVerb : Verb
{
    private readonly StackArgument _stack = new();
    private readonly GoalOptions _goal;
    private readonly Option<bool> _converged = new("--converged")
    {
        Description = "you have seen what 'rotate plan' wants to be true before the step, so its first day is not waited for",
    };

    private readonly DayOption _at = new("take the step on this day instead of today");
    private readonly ChoiceOption<OutputFormat> _output = new("--output", "-o", OutputFormat.Table, OutputFormat.Json, OutputFormat.Markdown)
    {
        Description = "form of the result",
    };

    /// <summary>Builds the verb.</summary>
    public RotateApplyStepVerb()
        : base("apply-step", "write the next step to a goal into the stack file, and only if it is proven and its time has come")
    {
        Arguments.Add(_stack);
        _goal = new GoalOptions(this);
        Options.Add(_converged);
        Options.Add(_at);
        Options.Add(_output);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("rotate apply-step prod --goal new-root", "the next step; review and deploy it, then come back"),
        new("rotate apply-step prod --goal new-root --converged", "without waiting for the day, after a look at the fleet"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<int> ExitCodes => [ExitCode.Ok, ExitCode.Findings, ExitCode.Usage, ExitCode.Unreadable];

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, CliContext context)
    {
        var (today, isConverged) = (_at.Read(arguments, context), arguments.GetValue(_converged));
        var run = RotationRun.Of(context, arguments.GetRequiredValue(_stack));
        var draft = run.Draft(_goal.Read(arguments), today, isConverged);
        if (draft.Steps.Count == 0)
        {
            Write(arguments, context, new RotationReport { Stack = run.Intent.Name, Goal = GoalText.Write(draft.Plan.Goal), Steps = [] });
            return ExitCode.Ok;
        }

        var next = draft.Steps[0];
        var proof = await run.Prover.ProveAsync(next.Step.Moment with
        {
            At = new DateTimeOffset(today, TimeOnly.MinValue, TimeSpan.Zero),
            Converged = isConverged,
        });
        var report = new RotationReport
        {
            Stack = run.Intent.Name,
            Goal = GoalText.Write(draft.Plan.Goal),
            Steps = [StepReport.Of(run.Intent, 1, next, proof)],
            Written = Refusal(next.Step, proof, today, isConverged) is null ? run.File.Name : null,
            Remaining = draft.Steps.Count - 1,
        };
        if (Refusal(next.Step, proof, today, isConverged) is { } refusal)
        {
            Write(arguments, context, report);
            context.Console.Error.WriteLine($"infra: {next.Step.Move.Title}: {refusal}; nothing was written");
            return ExitCode.Findings;
        }

        run.File.Replace(next.Text);
        Write(arguments, context, report);
        return ExitCode.Ok;
    }

    private static string? Refusal(RotationStep step, ProofReport proof, DateOnly today, bool isConverged) => step switch
    {
        _ when !isConverged && step.IsConfirmed => "no day tells that its time has come; check what stands before it, then give --converged",
        _ when today < step.Earliest => $"its time comes on {step.Earliest:yyyy-MM-dd}; wait, or check what stands before it and give --converged",
        _ when !proof.IsProven => "it is not proven",
        _ => null,
    };

    private void Write(ParseResult arguments, CliContext context, RotationReport report) =>
        RotatePlanVerb.Write(context, arguments.GetValue(_output), report);
}
