namespace Components.Monitoring.Dashboards;

/// <summary>A query of a panel.</summary>
internal sealed record Target
{
    /// <summary>Its letter, unique in the panel.</summary>
    public required string RefId { get; init; }

    /// <summary>The PromQL expression.</summary>
    public required string Expr { get; init; }

    /// <summary>The name of each series, with labels in double braces.</summary>
    public required string LegendFormat { get; init; }

    /// <summary>Whether only the newest value is asked for, as tables and gauges need.</summary>
    public required bool Instant { get; init; }

    /// <summary>Whether the values over time are asked for.</summary>
    public bool Range => !Instant;

    /// <summary>The shape of the answer: <c>table</c> or <c>time_series</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Where the figures come from.</summary>
    public DataSource Datasource { get; } = DataSource.Prometheus;
}
