namespace Components.Monitoring.Dashboards;

/// <summary>What a panel shows, before it has a number and a place.</summary>
internal sealed record PanelContent(string Type, string Title, string Description, string Unit)
{
    /// <summary>The axis' lowest value; null lets Grafana choose.</summary>
    public double? Min { get; init; }

    /// <summary>The axis' highest value; null lets Grafana choose.</summary>
    public double? Max { get; init; }

    /// <summary>The queries, and the names of the series that they return.</summary>
    public required IReadOnlyList<(string Expression, string Legend)> Queries { get; init; }
}
