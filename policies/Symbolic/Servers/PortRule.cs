using Policies.Symbolic.Authorization;

namespace Policies.Symbolic.Servers;

/// <summary>A rule as it acts on one port.</summary>
internal sealed record PortRule
{
    /// <summary>What it does.</summary>
    public required RuleAction Action { get; init; }

    /// <summary>Its name as Envoy has it.</summary>
    public required string Id { get; init; }

    /// <summary>The policy; null for a default that no object states.</summary>
    public required ObjectReference? Object { get; init; }

    /// <summary>Where the policy was written; null for objects that the program made.</summary>
    public SourceLocation? Source { get; init; }

    /// <summary>The external authorizer of <see cref="RuleAction.Custom"/>; null otherwise.</summary>
    public string? Provider { get; init; }

    /// <summary>The route whose requests it is for, by its name; null for all calls.</summary>
    public string? Route { get; init; }

    /// <summary>The calls that it matches.</summary>
    public required IReadOnlyList<RuleClause> Clauses { get; init; }
}
