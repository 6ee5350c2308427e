namespace Infra.Settings;

/// <summary>Prometheus and the thresholds of the alerts.</summary>
internal sealed record MonitoringSettings
{
    [Setting("The namespace that Prometheus runs in", Form = TextForm.Name, Default = "monitoring")]
    public string Namespace { get; init; } = "monitoring";

    [Setting(
        "The value of the label release by which Prometheus finds its rules and monitors",
        Form = TextForm.LabelValue, Default = "kube-prometheus-stack")]
    public string Release { get; init; } = "kube-prometheus-stack";

    [Setting("Remaining life at which a workload's certificate raises an alert", Default = "6h", Minimum = "1m", Maximum = "90d")]
    public TimeSpan WorkloadExpiry { get; init; } = TimeSpan.FromHours(6);

    [Setting("Remaining life at which a CA's certificate raises an alert", Default = "30d", Minimum = "1d", Maximum = "3650d")]
    public TimeSpan AuthorityExpiry { get; init; } = TimeSpan.FromDays(30);

    [Setting("Denied requests per minute to one workload that raise an alert", Default = "10", Minimum = "1", Maximum = "1000000")]
    public int DenialsPerMinute { get; init; } = 10;

    [Setting("TLS errors per minute at one workload that raise an alert", Default = "10", Minimum = "1", Maximum = "1000000")]
    public int TlsErrorsPerMinute { get; init; } = 10;

    [Setting("99th percentile of the latency between regions that raises an alert", Default = "500ms", Minimum = "1ms", Maximum = "1h")]
    public TimeSpan CrossRegionLatency { get; init; } = TimeSpan.FromMilliseconds(500);

    [Setting("How long before it runs out an exception is announced", Default = "14d", Minimum = "1d", Maximum = "365d")]
    public TimeSpan ExceptionNotice { get; init; } = TimeSpan.FromDays(14);

    [Setting("The page with the runbooks, to which alerts link", Form = TextForm.Line, Default = "docs/components/monitoring.md")]
    public string RunbookPage { get; init; } = "docs/components/monitoring.md";
}
