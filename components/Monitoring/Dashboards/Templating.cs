namespace Components.Monitoring.Dashboards;

/// <summary>The variables of a dashboard.</summary>
internal sealed record Templating(IReadOnlyList<DataSourceVariable> List);
