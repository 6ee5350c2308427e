namespace Infra.Settings;

/// <summary>The CA hierarchy.</summary>
internal sealed record TrustSettings
{
    [Setting("One root for all regions, or one root per region", Default = "shared-root")]
    public TrustTopology Topology { get; init; } = TrustTopology.SharedRoot;

    [Setting("The roots by name, each in the bundles of the regions that it serves", Keys = TextForm.Name, AtLeast = 1)]
    public required IReadOnlyDictionary<string, RootSettings> Roots { get; init; }

    [Setting("What the regional intermediates have in common", Default = "the defaults of its parts")]
    public IntermediateDefaults Intermediates { get; init; } = new();

    [Setting("The certificates that istiod issues to sidecars", Default = "the defaults of its parts")]
    public WorkloadCertificateSettings Workloads { get; init; } = new();

    [Setting("The certificates that cert-manager issues to servers and clients outside the mesh", Default = "the defaults of its parts")]
    public ServerCertificateSettings Servers { get; init; } = new();
}
