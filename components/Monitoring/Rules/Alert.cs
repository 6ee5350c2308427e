namespace Components.Monitoring.Rules;

/// <summary>An alert rule, before the region's labels and annotations are added.</summary>
internal sealed record Alert
{
    /// <summary>The alert's name; its runbook is the heading of that name.</summary>
    public required string Name { get; init; }

    /// <summary>How soon somebody must act.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>What is watched; each series of the result is an alert.</summary>
    public required string Expression { get; init; }

    /// <summary>How long it must hold first. The default is not at all.</summary>
    public TimeSpan For { get; init; } = TimeSpan.Zero;

    /// <summary>What is wrong, in one line, as a Prometheus template.</summary>
    public required string Summary { get; init; }

    /// <summary>The figures behind it, as a Prometheus template.</summary>
    public required string Description { get; init; }
}
