namespace Policies.Model;

/// <summary>A question of <c>access evaluate</c>: a cluster, and calls in it.</summary>
public sealed record Scenario
{
    /// <summary>The scenario's name, where a file holds several; null otherwise.</summary>
    public string? Name { get; init; }

    /// <summary>The cluster.</summary>
    public required Cluster Cluster { get; init; }

    /// <summary>The calls; each one has one entry per endpoint that may answer, and at least one.</summary>
    public required IReadOnlyList<IReadOnlyList<Call>> Calls { get; init; }
}
