namespace Components.Monitoring.Dashboards;

/// <summary>A panel of a dashboard.</summary>
internal sealed record Panel
{
    /// <summary>Its number, unique in the dashboard.</summary>
    public required int Id { get; init; }

    /// <summary>The visualisation: <c>timeseries</c>, <c>stat</c>, <c>bargauge</c> or <c>table</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>What a reader should conclude from it.</summary>
    public required string Description { get; init; }

    /// <summary>Where its figures come from.</summary>
    public DataSource Datasource { get; } = DataSource.Prometheus;

    /// <summary>Its place.</summary>
    public required GridPosition GridPos { get; init; }

    /// <summary>Its queries.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>How values are shown.</summary>
    public required FieldConfig FieldConfig { get; init; }
}
