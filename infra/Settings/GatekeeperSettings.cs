namespace Infra.Settings;

/// <summary>Gatekeeper.</summary>
internal sealed record GatekeeperSettings
{
    [Setting("The version of the chart", Form = TextForm.ChartVersion, Default = "3.23.0")]
    public string Version { get; init; } = "3.23.0";
}
