using Manifests.Reading;

namespace Policies.Model;

/// <summary>What reading a scenario gave.</summary>
public sealed record ScenarioReading
{
    /// <summary>The scenarios; those with errors are left out.</summary>
    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    /// <summary>Everything that is wrong with the scenario, with its path; empty when all was well.</summary>
    public required IReadOnlyList<ReadError> Errors { get; init; }

    /// <summary>What was read and has no effect, or was assumed.</summary>
    public required IReadOnlyList<ReadError> Notes { get; init; }

    /// <summary>Whether the text is neither YAML nor JSON, which is another kind of error.</summary>
    public bool IsUnreadable { get; init; }
}
