namespace Components.Monitoring.Dashboards;

/// <summary>How a panel shows the values of every series.</summary>
internal sealed record FieldDefaults
{
    /// <summary>Grafana's identifier of the unit, such as <c>percentunit</c>, <c>s</c>, <c>ms</c>, <c>reqps</c> or <c>short</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The axis' lowest value; null lets Grafana choose.</summary>
    public double? Min { get; init; }

    /// <summary>The axis' highest value; null lets Grafana choose.</summary>
    public double? Max { get; init; }
}
