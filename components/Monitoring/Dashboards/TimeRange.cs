namespace Components.Monitoring.Dashboards;

/// <summary>A span of time in Grafana's words, such as <c>now-6h</c> to <c>now</c>.</summary>
internal sealed record TimeRange(string From, string To);
