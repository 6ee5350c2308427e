namespace Infra.Settings;

/// <summary>Prometheus and the thresholds of the alerts.</summary>
internal sealed record MonitoringSettings
{
    [Setting("The namespace that Prometheus runs in", Form = TextForm.Name, Default = "monitoring")]
    public string Namespace { get; init; } = "monitoring";

    [Setting("Prometheus' service account", Form = TextForm.Name, Default = "prometheus")]
    public string ServiceAccount { get; init; } = "prometheus";

    [Setting(
        "The labels by which the Prometheus operator selects monitors and rules",
        Keys = TextForm.LabelKey, Form = TextForm.LabelValue, Default = "release: kube-prometheus-stack", AtLeast = 1)]
    public IReadOnlyDictionary<string, string>? SelectorLabels { get; init; }

    [Setting("Remaining life below which a workload's certificate is an emergency", Default = "6h", Minimum = "1m", Maximum = "90d")]
    public TimeSpan WorkloadCertificateExpiry { get; init; } = TimeSpan.FromHours(6);

    [Setting("Remaining life below which a CA's certificate needs a rotation planned", Default = "30d", Minimum = "1d", Maximum = "3650d")]
    public TimeSpan AuthorityExpiryWarning { get; init; } = TimeSpan.FromDays(30);

    [Setting("Remaining life below which a CA's certificate is an emergency", Default = "7d", Minimum = "1h", Maximum = "3650d")]
    public TimeSpan AuthorityExpiryCritical { get; init; } = TimeSpan.FromDays(7);

    [Setting("Denied requests or connections a minute, for one workload, that raise an alert", Default = "6", Minimum = "1", Maximum = "1000000")]
    public int DeniedPerMinute { get; init; } = 6;

    [Setting("Per cent of a workload's TLS handshakes that may fail", Default = "5", Minimum = "1", Maximum = "100")]
    public int HandshakeFailurePercent { get; init; } = 5;

    [Setting("99th percentile of the duration of requests to another region that is too long", Default = "500ms", Minimum = "1ms", Maximum = "1h")]
    public TimeSpan CrossRegionLatency { get; init; } = TimeSpan.FromMilliseconds(500);

    [Setting("How long before it runs out an exception is announced", Default = "14d", Minimum = "1d", Maximum = "365d")]
    public TimeSpan ExceptionNotice { get; init; } = TimeSpan.FromDays(14);

    [Setting("The page with the runbooks, to which alerts link", Form = TextForm.Line, Default = "docs/components/monitoring.md")]
    public string RunbookPage { get; init; } = "docs/components/monitoring.md";
}
