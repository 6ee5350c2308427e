namespace Infra.Settings;

/// <summary>cert-manager's CSI driver.</summary>
internal sealed record CsiDriverSettings
{
    [Setting("The version of the chart", Form = TextForm.ChartVersion, Default = "v0.16.0")]
    public string Version { get; init; } = "v0.16.0";
}
