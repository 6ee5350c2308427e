namespace Components.Monitoring.Dashboards;

/// <summary>A variable that lets the reader choose among the data sources of a type.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Label">What the reader sees.</param>
/// <param name="Query">The data source's type.</param>
internal sealed record DataSourceVariable(string Name, string Label, string Query)
{
    /// <summary>The kind of variable.</summary>
    public string Type { get; } = "datasource";
}
