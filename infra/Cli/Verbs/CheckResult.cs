using Policies;

namespace Infra.Cli.Verbs;

/// <summary>How a check went.</summary>
internal sealed record CheckResult
{
    /// <summary>What it found.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What it found, but suppressions keep back.</summary>
    public IReadOnlyList<Finding> HeldBack { get; init; } = [];

    /// <summary>How many objects it looked at.</summary>
    public required int Objects { get; init; }

    /// <summary>What was proven of them, as the end of a sentence about them; null where something was not, or nothing was stated.</summary>
    public string? Proven { get; init; }

    /// <summary>The exit code where the input could not be checked as a whole; null where it could.</summary>
    public int? Refusal { get; init; }
}
