namespace Infra.Settings;

/// <summary>One environment as its stack file states it: every value under <c>mtls:</c>.</summary>
internal sealed record EnvironmentSettings
{
    [Setting("The mesh as a whole")]
    public required MeshSettings Mesh { get; init; }

    [Setting("The CA hierarchy: roots, regional intermediates and the certificates below them")]
    public required TrustSettings Trust { get; init; }

    [Setting("One cluster per region, each with a trust domain of its own", Keys = TextForm.RegionName, AtLeast = 1)]
    public required IReadOnlyDictionary<string, RegionSettings> Regions { get; init; }

    [Setting("The application namespaces", Keys = TextForm.Name, AtLeast = 1)]
    public required IReadOnlyDictionary<string, NamespaceSettings> Namespaces { get; init; }

    [Setting("The services, and for each of them who may call it", Keys = TextForm.ServiceName)]
    public required IReadOnlyDictionary<string, ServiceSettings> Services { get; init; }

    [Setting(
        "Services outside the mesh and the TLS spoken to them",
        Keys = TextForm.Name, Default = "nothing outside the mesh may be called")]
    public IReadOnlyDictionary<string, ExternalSettings> Externals { get; init; } = Empty<ExternalSettings>.Map;

    [Setting(
        "What has to be true of who can call whom, proven before anything is deployed",
        Default = "nothing besides the intent itself is proven")]
    public IReadOnlyList<StatementSettings> Statements { get; init; } = [];

    [Setting("Prometheus and the thresholds of the alerts", Default = "the defaults of its parts")]
    public MonitoringSettings Monitoring { get; init; } = new();

    [Setting("The systems that are installed around the mesh", Default = "the versions that the program is tested with")]
    public PlatformSettings Platform { get; init; } = new();

    [Setting("What is made of findings: levels, and findings that may stay for a while", Default = "every rule with its own level")]
    public PolicySettings Policies { get; init; } = new();

    [Setting(
        "Deviations from zero trust, by the name that the deviating setting gives",
        Keys = TextForm.Name, Default = "no deviation is allowed")]
    public IReadOnlyDictionary<string, ExceptionSettings> Exceptions { get; init; } = Empty<ExceptionSettings>.Map;
}
