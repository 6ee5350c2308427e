using Infra.Cli.Verbs;
using Infra.Planning;
using Infra.Rotation;
using Trust.Proof;
using Trust.Rotation;

namespace Infra.Cli.Rotation;

/// <summary>A stack that is read to be rotated, and what can be done with it.</summary>
internal sealed class RotationRun
{
    private RotationRun(EnvironmentIntent intent, StackFile file) =>
        (Intent, File, Prover) = (intent, file, new RotationProver(intent.Name, new HermeticProofKeys()));

    /// <summary>The environment.</summary>
    public EnvironmentIntent Intent { get; }

    /// <summary>Its stack file.</summary>
    public StackFile File { get; }

    /// <summary>Proves changes with the keys of hermetic runs.</summary>
    public RotationProver Prover { get; }

    /// <summary>Reads a stack.</summary>
    public static RotationRun Of(CliContext context, string stack) => new(StackReader.Intent(context, stack), StackFile.Read(context, stack));

    /// <summary>Plans the way to a goal.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="today">The first day on which a step may be taken.</param>
    /// <param name="isConverged">Whether what must be true before the first step has been seen to be true.</param>
    /// <exception cref="CliFailure">It cannot be reached, or the file cannot be changed in place.</exception>
    public RotationDraft Draft(RotationGoal goal, DateOnly today, bool isConverged = false)
    {
        try
        {
            return RotationDraft.Of(Intent, File.Name, File.Text, goal, today, isConverged);
        }
        catch (RotationRefusedException refusal)
        {
            throw CliFailure.Usage(refusal.Problems, "docs/rotation.md tells what each goal needs");
        }
        catch (FormatException e)
        {
            throw CliFailure.Usage([$"{File.Name}: {e.Message}"]);
        }
    }

    /// <summary>The steps of a draft, each with its proof.</summary>
    public async Task<RotationReport> ReportAsync(RotationDraft draft)
    {
        List<StepReport> steps = [];
        foreach (var step in draft.Steps)
        {
            steps.Add(StepReport.Of(Intent, steps.Count + 1, step, await Prover.ProveAsync(step.Step.Moment)));
        }

        return new RotationReport { Stack = Intent.Name, Goal = GoalText.Write(draft.Plan.Goal), Steps = steps };
    }
}
