namespace Trust.Rotation;

/// <summary>The steps that lead from a state to a goal.</summary>
public sealed record RotationPlan
{
    /// <summary>Where it starts.</summary>
    public required RotationState State { get; init; }

    /// <summary>Where it leads.</summary>
    public required RotationGoal Goal { get; init; }

    /// <summary>The steps in their order; empty where the goal is reached.</summary>
    public required IReadOnlyList<RotationStep> Steps { get; init; }

    /// <summary>The state at the end.</summary>
    public RotationState Reached => Steps.Count == 0 ? State : Steps[^1].After;
}
