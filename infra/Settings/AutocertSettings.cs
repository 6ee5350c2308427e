namespace Infra.Settings;

/// <summary>autocert: certificates of step-ca for pods that ask for them by annotation.</summary>
internal sealed record AutocertSettings
{
    [Setting("The namespaces whose pods may ask: without proxies, and without certificates of this program's", Form = TextForm.Name, AtLeast = 1)]
    public required IReadOnlyList<string> Namespaces { get; init; }

    [Setting(
        "How long a certificate lives whose pod does not ask for another life",
        Default = "24h, or longestLeaf where that is shorter", Minimum = "5m", Maximum = "30d")]
    public TimeSpan? Lifetime { get; init; }

    [Setting("The version of autocert's images, without a v", Form = TextForm.ChartVersion, Default = "0.20.6")]
    public string Version { get; init; } = "0.20.6";
}
