using Components.Intent;
using Infra.Settings;
using Policies;
using Policies.Gating;
using Policies.Statements;
using Trust.Hierarchy;

namespace Infra.Planning;

/// <summary>An environment that has been read, checked and resolved.</summary>
internal sealed record EnvironmentIntent
{
    /// <summary>The environment (stack) name, such as <c>prod</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The day against which it was read, and against which everything that expires is held.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>What its stack file says.</summary>
    public required EnvironmentSettings Settings { get; init; }

    /// <summary>The CA hierarchy.</summary>
    public required HierarchyPlan Trust { get; init; }

    /// <summary>What is to be said about the settings that does not stop a deployment.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What is made of findings.</summary>
    public required FindingPolicy Policies { get; init; }

    /// <summary>What each region's cluster is meant to be, ordered by region name.</summary>
    public required IReadOnlyList<RegionIntent> Regions { get; init; }

    /// <summary>What has to be true of who can call whom.</summary>
    public IReadOnlyList<Statement> Statements { get; init; } = [];
}
