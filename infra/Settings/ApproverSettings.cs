namespace Infra.Settings;

/// <summary>approver-policy.</summary>
internal sealed record ApproverSettings
{
    [Setting("The version of the chart", Form = TextForm.ChartVersion, Default = "v0.27.0")]
    public string Version { get; init; } = "v0.27.0";
}
