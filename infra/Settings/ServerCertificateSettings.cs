namespace Infra.Settings;

/// <summary>The certificates that cert-manager issues to servers and clients outside the mesh.</summary>
internal sealed record ServerCertificateSettings
{
    [Setting("How long such a certificate is valid", Default = "30d", Minimum = "1h", Maximum = "397d")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(30);

    [Setting("How long before its end cert-manager renews it", Default = "10d", Minimum = "5m", Maximum = "396d")]
    public TimeSpan RenewBefore { get; init; } = TimeSpan.FromDays(10);
}
