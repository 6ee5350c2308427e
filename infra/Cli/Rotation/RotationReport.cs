namespace Infra.Cli.Rotation;

/// <summary>The steps to a goal as they are printed.</summary>
internal sealed record RotationReport
{
    /// <summary>The stack.</summary>
    public required string Stack { get; init; }

    /// <summary>The goal as the command line writes it.</summary>
    public required string Goal { get; init; }

    /// <summary>The steps; empty where the goal is reached.</summary>
    public required IReadOnlyList<StepReport> Steps { get; init; }

    /// <summary>The file that the step was written into; null where nothing was written.</summary>
    public string? Written { get; init; }

    /// <summary>How many steps follow the one that was written.</summary>
    public int Remaining { get; init; }

    /// <summary>Whether every step is proven.</summary>
    public bool IsProven => Steps.All(step => step.Proof.IsProven);

    /// <summary>One line above the steps.</summary>
    public string Headline => Steps.Count == 0 ? $"{Stack}: {Goal} is reached, nothing to do"
        : Written is not null ? $"{Written}: the next step to {Goal} is written, {(Remaining == 0 ? "the last one" : $"{Remaining} to go")}"
        : $"{Stack}: {Steps.Count} step{(Steps.Count == 1 ? "" : "s")} to {Goal}, {Steps[0].Earliest:yyyy-MM-dd} to {Steps[^1].Earliest:yyyy-MM-dd}";
}
