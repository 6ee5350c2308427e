namespace Infra.Settings;

/// <summary>The systems that are installed around the mesh.</summary>
internal sealed record PlatformSettings
{
    [Setting(
        "The version of cert-manager's chart",
        Form = TextForm.ChartVersion, Default = "the version that the program is tested with", Example = "v1.21.1")]
    public string? CertManager { get; init; }

    [Setting(
        "The version of trust-manager's chart",
        Form = TextForm.ChartVersion, Default = "the version that the program is tested with", Example = "v0.24.0")]
    public string? TrustManager { get; init; }

    [Setting(
        "The version of Istio's charts",
        Form = TextForm.ChartVersion, Default = "the version that the program is tested with", Example = "1.30.3")]
    public string? Istio { get; init; }
}
