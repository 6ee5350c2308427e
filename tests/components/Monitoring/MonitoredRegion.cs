using Components.Intent;
using Components.Monitoring;
using Trust;
using Trust.Bundles;
using Trust.Hierarchy;
using Trust.X509;

namespace Tests.Components.Monitoring;

/// <summary>The region that the promtool cases are written for. Its dates are days of 1970, since promtool's clock starts at the epoch.</summary>
internal static class MonitoredRegion
{
    private static readonly PolicyException Metrics = Exception("metrics-plaintext", "sre", new DateOnly(1970, 12, 31));
    private static readonly PolicyException Legacy = Exception("legacy-plaintext", "erp-team", new DateOnly(1970, 1, 20));

    public static MonitoringOptions Options { get; } = new()
    {
        CaCertificates = [new() { Namespace = "security", Name = "corporate-ca" }],
    };

    public static HierarchyPlan Hierarchy { get; } = new()
    {
        Environment = "test",
        Roots =
        [
            Root("root-1968", RootState.Gone, 5),
            Root("root-1969", RootState.Retiring, 40),
            Root("root-1970", RootState.Active, 3650),
        ],
        Intermediates = [Intermediate("eu", 1, 9), Intermediate("us", 1, 300), Intermediate("us", 2, 365)],
        Beside = [new() { Region = "lab", Signer = BesideAuthority.Spire, Names = SignedNames.SpireAuthority, LongestLeaf = TimeSpan.FromHours(24) }],
        ReloadDelay = TimeSpan.FromHours(1),
    };

    /// <summary>A plan that has nothing to record.</summary>
    public static HierarchyPlan NoAuthorities { get; } = Hierarchy with { Roots = [], Intermediates = [] };

    /// <summary>STRICT, with a plaintext metrics port, a PERMISSIVE namespace that has one STRICT port, and calls to another region.</summary>
    public static RegionIntent Intent { get; } = new()
    {
        Environment = "test",
        Region = Region("us"),
        Peers = [Region("eu")],
        Mesh = new() { MeshId = "test", Mode = MutualTlsMode.Strict },
        Namespaces =
        [
            new()
            {
                Name = "legacy",
                PodSecurity = PodSecurityLevel.Baseline,
                DataPlane = DataPlaneKind.Sidecar,
                Mode = MutualTlsMode.Permissive,
                Exception = Legacy,
            },
            new() { Name = "shop", PodSecurity = PodSecurityLevel.Restricted, DataPlane = DataPlaneKind.Sidecar },
        ],
        Workloads =
        [
            Workload("erp", "legacy", [Port("http", 8080), Port("admin", 8443, MutualTlsMode.Strict)]),
            Workload("orders", "shop", [Port("http", 8080), Port("metrics", 9090, MutualTlsMode.Disable, Metrics)], [ToEurope]),
        ],
        Externals = [],
    };

    /// <summary>The same, alone and without exceptions: what is left when no constant is recorded.</summary>
    public static RegionIntent Bare { get; } = Intent with
    {
        Peers = [],
        Namespaces = [Intent.Namespaces[1]],
        Workloads = [Workload("orders", "shop", [Port("http", 8080)])],
    };

    /// <summary>A development region: PERMISSIVE everywhere, one namespace without sidecars, nothing STRICT to watch.</summary>
    public static RegionIntent Permissive { get; } = Bare with
    {
        Mesh = Intent.Mesh with { Mode = MutualTlsMode.Permissive },
        Namespaces = [Bare.Namespaces[0], Bare.Namespaces[0] with { Name = "outside", DataPlane = null }],
        Workloads = [.. Bare.Workloads, Workload("plain", "outside", [Port("http", 8080)]) with { DataPlane = null }],
    };

    /// <summary>The same in ambient mode.</summary>
    public static RegionIntent Ambient { get; } = Bare with { Region = Bare.Region with { IsAmbient = true } };

    /// <summary>The same with cert-manager as the mesh's CA.</summary>
    public static RegionIntent ByIstioCsr { get; } = Bare with { Mesh = Bare.Mesh with { IssuedByCertManager = true } };

    /// <summary>The same with a namespace in Linkerd's mesh beside it.</summary>
    public static RegionIntent Linkerd { get; } = Bare with
    {
        Namespaces = [.. Bare.Namespaces, Bare.Namespaces[0] with { Name = "garage", DataPlane = DataPlaneKind.Linkerd }],
        Workloads = [.. Bare.Workloads, Workload("bikes", "garage", [Port("http", 8080)]) with { DataPlane = DataPlaneKind.Linkerd }],
    };

    /// <summary>A region whose sidecars have their certificates from SPIRE.</summary>
    public static RegionIntent Spire { get; } = Bare with { Region = Region("lab"), Mesh = Bare.Mesh with { IssuedBySpire = true } };

    /// <summary>The same as <see cref="Bare"/> with a server whose certificate comes by cert-manager's CSI driver.</summary>
    public static RegionIntent Csi { get; } = Bare with
    {
        Namespaces = [.. Bare.Namespaces, Bare.Namespaces[0] with { Name = "data", DataPlane = null }],
        Workloads =
        [
            .. Bare.Workloads,
            Workload("sessions", "data", [Port("redis", 6379)]) with
            {
                DataPlane = null, Kind = ServerKind.Redis, Certificate = new() { Delivery = CertificateDelivery.Csi },
            },
        ],
    };

    /// <summary>Linkerd alone.</summary>
    public static RegionIntent LinkerdAlone { get; } = Linkerd with
    {
        Namespaces = [.. Linkerd.Namespaces.Where(space => space.InLinkerd)],
        Workloads = [.. Linkerd.Workloads.Where(workload => workload.InLinkerd)],
    };

    /// <summary>The regions whose alerts have cases; each alert's are about the first that has it.</summary>
    public static IReadOnlyList<RegionIntent> All { get; } = [Intent, Ambient, ByIstioCsr, Linkerd, Spire, Csi];

    private static OutboundCall ToEurope => new()
    {
        Name = "ledger",
        Namespace = "finance",
        Labels = new Dictionary<string, string> { ["app"] = "ledger" },
        Kind = ServerKind.Mesh,
        PortName = "http",
        Port = 8080,
        TargetPort = 8080,
        Protocol = PortProtocol.Http,
        Local = false,
        RemoteRegions = ["eu"],
    };

    private static RootPlan Root(string name, RootState state, int lastDay) => new() { Name = name, State = state, Validity = Until(lastDay) };

    private static IntermediatePlan Intermediate(string region, int generation, int lastDay) => new()
    {
        Region = region,
        Scope = new(TrustDomain.Parse($"{region}.mesh.example"), DnsName.Parse("cluster.local")),
        Use = IntermediateUse.Mesh,
        Generation = generation,
        Root = "root-1970",
        Validity = Until(lastDay),
        LongestLeaf = TimeSpan.FromDays(1),
        RenewBefore = TimeSpan.FromDays(1),
    };

    private static Validity Until(int lastDay) => new(DateTimeOffset.UnixEpoch.AddDays(-365), DateTimeOffset.UnixEpoch.AddDays(lastDay));

    private static Region Region(string name) => new()
    {
        Name = name,
        TrustDomain = TrustDomain.Parse($"{name}.mesh.example"),
        Cluster = $"test-{name}",
        Network = name,
        Context = $"test-{name}",
    };

    private static PolicyException Exception(string name, string owner, DateOnly expires) =>
        new() { Name = name, Owner = owner, Reason = "a test needs it", Expires = expires };

    private static WorkloadPort Port(string name, int number, MutualTlsMode? mode = null, PolicyException? exception = null) => new()
    {
        Name = name,
        Port = number,
        TargetPort = number,
        Protocol = PortProtocol.Http,
        Mode = mode,
        Exception = exception,
        Callers = [],
    };

    private static Workload Workload(
        string name,
        string space,
        IReadOnlyList<WorkloadPort> ports,
        IReadOnlyList<OutboundCall>? outbound = null) => new()
        {
            Name = name,
            Namespace = space,
            ServiceAccount = name,
            Identity = SpiffeId.ForServiceAccount(TrustDomain.Parse("us.mesh.example"), space, name),
            Labels = new Dictionary<string, string> { ["app"] = name },
            DataPlane = DataPlaneKind.Sidecar,
            Ports = ports,
            Outbound = outbound ?? [],
            CalledAcrossRegions = false,
        };
}
