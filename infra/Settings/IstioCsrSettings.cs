namespace Infra.Settings;

/// <summary>istio-csr of every region.</summary>
internal sealed record IstioCsrSettings
{
    [Setting("The version of the chart", Form = TextForm.ChartVersion, Default = "v0.17.0")]
    public string Version { get; init; } = "v0.17.0";
}
