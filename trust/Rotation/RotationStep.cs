using Trust.Hierarchy;

namespace Trust.Rotation;

/// <summary>One step of a rotation: a single settings change, and what surrounds it.</summary>
public sealed record RotationStep
{
    /// <summary>The change.</summary>
    public required RotationMove Move { get; init; }

    /// <summary>The state before it.</summary>
    public required RotationState Before { get; init; }

    /// <summary>The state after it.</summary>
    public required RotationState After { get; init; }

    /// <summary>What must have come true before it.</summary>
    public required IReadOnlyList<RotationWait> Waits { get; init; }

    /// <summary>The first day on which it may be taken, if every step before it is taken on its first day.</summary>
    public required DateOnly Earliest { get; init; }

    /// <summary>How to undo it.</summary>
    public required string GoBack { get; init; }

    /// <summary>The CAs that the step replaces: their keys leave the settings, and whatever protects them has to be lifted by hand.</summary>
    public IReadOnlyList<IntermediatePlan> Replaced =>
        [.. Before.Plan.Signers.Where(old => !After.Plan.Signers.Any(current => current.Name == old.Name))];

    /// <summary>The moment at which it is taken on its first day.</summary>
    public RotationMoment Moment => new() { Before = Before, After = After, At = HierarchyChanges.Midnight(Earliest), Converged = IsConfirmed };

    /// <summary>Whether somebody has to see the conditions come true, because no day can be counted on.</summary>
    public bool IsConfirmed => Waits.Any(wait => wait is { Until: null, Condition: not RotationCondition.RegionHealthy });
}
