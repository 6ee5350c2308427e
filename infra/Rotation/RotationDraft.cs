using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Infra.Planning;
using Trust.Rotation;

namespace Infra.Rotation;

/// <summary>The steps to a goal, each written into the text of the stack file and read back from it.</summary>
internal sealed record RotationDraft
{
    /// <summary>The plan.</summary>
    public required RotationPlan Plan { get; init; }

    /// <summary>The steps in their order.</summary>
    public required IReadOnlyList<DraftedStep> Steps { get; init; }

    /// <summary>Plans and writes.</summary>
    /// <param name="intent">The environment as it is.</param>
    /// <param name="file">The stack file as messages name it.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="goal">Where it is to lead.</param>
    /// <param name="today">The first day on which a step may be taken.</param>
    /// <param name="isConverged">Whether what must be true before the first step has been seen to be true.</param>
    /// <exception cref="RotationRefusedException">The goal cannot be reached from here, or its settings would be refused.</exception>
    /// <exception cref="FormatException">The file cannot be changed in place.</exception>
    public static RotationDraft Of(EnvironmentIntent intent, string file, string text, RotationGoal goal, DateOnly today, bool isConverged)
    {
        var plan = RotationPlanner.Plan(RotationStates.Of(EnvironmentPlan.From(intent)), goal, today, isConverged);
        List<DraftedStep> steps = [];
        foreach (var step in plan.Steps)
        {
            var before = steps.Count == 0 ? text : steps[^1].Text;
            var after = StackFileEditor.Apply(before, SettingsEdits.Of(step));
            Check(intent, file, after, step);
            steps.Add(new DraftedStep(step, after, Changes(before, after)));
        }

        return new RotationDraft { Plan = plan, Steps = steps };
    }

    /// <summary>The settings must mean what the model says, or one of the two is wrong.</summary>
    private static void Check(EnvironmentIntent environment, string file, string text, RotationStep step)
    {
        // Exceptions that end while the rotation goes on are not its business.
        var reading = IntentReader.FromText(environment.Name, file, Encoding.UTF8.GetBytes(text), environment.Today);
        if (reading.Intent is not { } intent)
        {
            throw new RotationRefusedException([.. reading.Errors.Select(error => $"{step.Move.Title}: {error}")]);
        }

        var (read, modelled) = (RotationStateDocument.Text(RotationStates.Of(EnvironmentPlan.From(intent))), RotationStateDocument.Text(step.After));
        if (read != modelled)
        {
            throw new InvalidOperationException($"{step.Move.Title}: the settings say\n{read}\nand the model says\n{modelled}");
        }
    }

    /// <summary>The lines that go and come, each with its sign in front.</summary>
    internal static IReadOnlyList<string> Changes(string before, string after) =>
    [
        .. new InlineDiffBuilder(new Differ()).BuildDiffModel(before, after).Lines
            .Where(line => line.Type is ChangeType.Inserted or ChangeType.Deleted)
            .Select(line => $"{(line.Type == ChangeType.Inserted ? '+' : '-')} {line.Text}"),
    ];
}
