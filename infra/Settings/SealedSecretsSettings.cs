namespace Infra.Settings;

/// <summary>The Sealed Secrets controller of every region.</summary>
internal sealed record SealedSecretsSettings
{
    [Setting("The version of the chart", Form = TextForm.ChartVersion, Default = "2.18.5")]
    public string Version { get; init; } = "2.18.5";
}
