using Infra.Planning;
using Infra.Rotation;
using Trust.Proof;
using Trust.Rotation;

namespace Infra.Cli.Rotation;

/// <summary>A step of a rotation as it is printed.</summary>
internal sealed record StepReport
{
    /// <summary>Its number, counted from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What it does.</summary>
    public required string Title { get; init; }

    /// <summary>The first day on which it may be taken.</summary>
    public required DateOnly Earliest { get; init; }

    /// <summary>The lines of the stack file that go and come.</summary>
    public required IReadOnlyList<string> Changes { get; init; }

    /// <summary>What must have come true before it.</summary>
    public required IReadOnlyList<WaitReport> Waits { get; init; }

    /// <summary>Commands that deploy it.</summary>
    public required IReadOnlyList<string> Deploy { get; init; }

    /// <summary>How to undo it.</summary>
    public required string GoBack { get; init; }

    /// <summary>What its handshakes showed.</summary>
    public required ProofReport Proof { get; init; }

    /// <summary>Describes a step.</summary>
    public static StepReport Of(EnvironmentIntent intent, int number, DraftedStep drafted, ProofReport proof)
    {
        var step = drafted.Step;
        var words = new ConditionWords(intent, step.Before);
        return new StepReport
        {
            Number = number,
            Title = step.Move.Title,
            Earliest = step.Earliest,
            Changes = drafted.Changes,
            Waits = [.. step.Waits.Select(wait => Wait(wait, words))],
            Deploy =
            [
                // A key that leaves the settings is protected, and the update would stop at it.
                .. step.Replaced.Select(replaced => $"pulumi state unprotect '{KeyNames.UrnOf(intent.Name, replaced)}' --stack {intent.Name} --yes"),
                $"pulumi up --stack {intent.Name}",
            ],
            GoBack = step.GoBack,
            Proof = proof,
        };
    }

    private static WaitReport Wait(RotationWait wait, ConditionWords words) => new(
        words.Sentence(wait.Condition),
        wait.Until is { } until ? DateOnly.FromDateTime(until.UtcDateTime) : null,
        words.Checks(wait.Condition));
}
