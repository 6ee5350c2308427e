namespace Components.Monitoring.Dashboards;

/// <summary>A reference to a data source.</summary>
internal sealed record DataSource(string Type, string Uid)
{
    /// <summary>The Prometheus that the dashboard's variable names.</summary>
    public static DataSource Prometheus { get; } = new("prometheus", "${datasource}");
}
