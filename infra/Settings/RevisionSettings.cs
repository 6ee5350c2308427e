namespace Infra.Settings;

/// <summary>A revision of Istio's control plane.</summary>
internal sealed record RevisionSettings
{
    [Setting("The version of its chart", Form = TextForm.ChartVersion, Example = "1.30.3")]
    public required string Version { get; init; }

    [Setting("The tags by which namespaces choose it; exactly one revision has default", Form = TextForm.Name, Default = "none")]
    public IReadOnlyList<string> Tags { get; init; } = [];
}
