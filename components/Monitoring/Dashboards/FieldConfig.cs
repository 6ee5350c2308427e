namespace Components.Monitoring.Dashboards;

/// <summary>How a panel shows its values.</summary>
internal sealed record FieldConfig(FieldDefaults Defaults)
{
    /// <summary>Exceptions for single series: none. Grafana needs the list to be there.</summary>
    public IReadOnlyList<string> Overrides { get; } = [];
}
