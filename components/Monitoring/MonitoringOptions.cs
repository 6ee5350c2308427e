namespace Components.Monitoring;

/// <summary>Thresholds and conventions of a region's monitoring (<c>mtls:monitoring</c>).</summary>
public sealed record MonitoringOptions
{
    /// <summary>
    /// Remaining life below which a workload's certificate is an emergency. The default is 6 hours: istiod's leaves live for 24 hours and
    /// are renewed at half of that, so one with less left has missed several renewals. Keep it below half of the leaves' lifetime.
    /// </summary>
    public TimeSpan WorkloadExpiry { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Remaining life below which a CA certificate needs a rotation planned. The default is 30 days.</summary>
    public TimeSpan AuthorityExpiry { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Remaining life below which a CA certificate is an emergency. The default is 7 days; never more than <see cref="AuthorityExpiry"/>.
    /// </summary>
    public TimeSpan AuthorityExpiryImminent { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a cert-manager Certificate may be not ready. The default is 15 minutes.</summary>
    public TimeSpan CertificateNotReady { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How far past its renewal time a cert-manager Certificate may be. The default is 1 hour.</summary>
    public TimeSpan RenewalOverdue { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Denied requests or connections a minute, for one workload, that are more than a stray caller. The default is 10.</summary>
    public int DenialsPerMinute { get; init; } = 10;

    /// <summary>TLS handshakes a minute, at one workload, that may fail. The default is 10.</summary>
    public int TlsErrorsPerMinute { get; init; } = 10;

    /// <summary>The 99th percentile of a request's duration to another region that is too long. The default is 500 milliseconds.</summary>
    public TimeSpan CrossRegionLatency { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long before it runs out an exception is announced. The default is 14 days.</summary>
    public TimeSpan ExceptionNotice { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How long an exporter may be silent. The default is 10 minutes.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often Prometheus scrapes. The default is 30 seconds; the rules' 5-minute windows need at most 2 minutes.</summary>
    public TimeSpan ScrapeInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The Certificates of cert-manager that are CAs, which its metrics do not tell. The default is none: this program's own CAs are not
    /// issued by cert-manager.
    /// </summary>
    public IReadOnlyList<CertificateName> CaCertificates { get; init; } = [];

    /// <summary>
    /// The label <c>release</c> of monitors and rules, by which the Prometheus operator selects them. The default is
    /// <c>kube-prometheus-stack</c>, which the chart asks for under that release name unless its <c>…SelectorNilUsesHelmValues</c> are false.
    /// </summary>
    public string Release { get; init; } = "kube-prometheus-stack";

    /// <summary>
    /// The page with the runbooks; each alert's <c>runbook_url</c> is this and the alert's anchor. The default is the page's path in this
    /// repository; give the URL at which your copy is read.
    /// </summary>
    public string RunbookPage { get; init; } = "docs/components/monitoring.md";
}
