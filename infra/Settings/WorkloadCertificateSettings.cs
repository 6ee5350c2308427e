namespace Infra.Settings;

/// <summary>The certificates that istiod issues to sidecars.</summary>
internal sealed record WorkloadCertificateSettings
{
    [Setting(
        "The life of sidecars' certificates that the CAs' windows are held against; Istio's agents ask for 24h whatever stands here",
        Default = "24h", Minimum = "1h", Maximum = "90d")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(24);
}
