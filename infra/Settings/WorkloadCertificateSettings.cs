namespace Infra.Settings;

/// <summary>The certificates that istiod issues to sidecars.</summary>
internal sealed record WorkloadCertificateSettings
{
    [Setting(
        "How long a sidecar's certificate is valid; its agent renews it after half of that",
        Default = "24h", Minimum = "1h", Maximum = "90d")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(24);
}
