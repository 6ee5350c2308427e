namespace Components.Monitoring.Rules;

/// <summary>Rules on one subject. Prometheus evaluates a group in order, so its alerts see the recordings of the same moment.</summary>
internal sealed record RuleGroup
{
    /// <summary>The group's name, unique in the region.</summary>
    public required string Name { get; init; }

    /// <summary>What the alerts and the dashboard are built on.</summary>
    public IReadOnlyList<Recording> Recordings { get; init; } = [];

    /// <summary>The alerts.</summary>
    public IReadOnlyList<Alert> Alerts { get; init; } = [];
}
