namespace Trust.Hierarchy;

/// <summary>The whole CA hierarchy of an environment, from plain values alone.</summary>
public sealed record HierarchyPlan
{
    /// <summary>The environment's name, such as <c>prod</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The roots in the order of the bundles: a new one goes to the end.</summary>
    public required IReadOnlyList<RootPlan> Roots { get; init; }

    /// <summary>The intermediates of all regions.</summary>
    public required IReadOnlyList<IntermediatePlan> Intermediates { get; init; }

    /// <summary>How long a replaced CA may go on signing until every signer has reloaded; part of the overlap of two generations.</summary>
    public required TimeSpan ReloadDelay { get; init; }
}
