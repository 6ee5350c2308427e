using Components.Spire;

namespace Infra.Settings;

/// <summary>SPIRE of every region.</summary>
internal sealed record SpireSettings
{
    [Setting("The version of the chart spire", Form = TextForm.ChartVersion, Default = "0.30.0")]
    public string Version { get; init; } = "0.30.0";

    [Setting("The version of the chart spire-crds", Form = TextForm.ChartVersion, Default = "0.6.0")]
    public string CrdsVersion { get; init; } = "0.6.0";

    [Setting("Whether Istio's sidecars and gateways take their certificates from SPIRE instead of istiod", Default = "false")]
    public bool Istio { get; init; }

    [Setting("How long a workload's certificate lives", Default = "1h", Minimum = "5m", Maximum = "24h")]
    public TimeSpan WorkloadLifetime { get; init; } = TimeSpan.FromHours(1);

    [Setting("How long SPIRE's own CA lives", Default = "24h", Minimum = "1h", Maximum = "30d")]
    public TimeSpan AuthorityLifetime { get; init; } = TimeSpan.FromHours(24);

    [Setting("Who signs SPIRE's own CA: the server itself, with the key of the CA above it in a Secret of its pod, or cert-manager", Default = "disk")]
    public SpireUpstreamAuthority UpstreamAuthority { get; init; } = SpireUpstreamAuthority.Disk;

    [Setting("The AWS region of the KMS that keeps the keys of SPIRE's CA", Form = TextForm.Name, Default = "the server's volume keeps them", Example = "eu-central-1")]
    public string? AwsKmsRegion { get; init; }

    [Setting(
        "By region, the address at which other regions fetch its bundle; those that have one federate",
        Keys = TextForm.RegionName, Form = TextForm.Address, Default = "no federation")]
    public IReadOnlyDictionary<string, string> BundleEndpoints { get; init; } = Empty<string>.Map;
}
