using Components.Intent;
using Components.Workloads;
using Manifests.CertManager.V1;
using Trust;

namespace Tests.Components.Workloads;

/// <summary>A small region with a broker, a database and their callers.</summary>
internal static class ServerIntents
{
    public static readonly Region Us = Region("us");
    public static readonly Region Eu = Region("eu");
    public static readonly CertificateLifetime Lifetime = new(TimeSpan.FromDays(30), TimeSpan.FromDays(10));

    public static Workload Nats(int port, params Caller[] callers) =>
        Service("events", ServerKind.Nats, Port("nats", port, callers)) with { Image = "nats:2.14.2-alpine" };

    public static Workload Postgres(int port, params Caller[] callers) =>
        Service("ledger-db", ServerKind.Postgres, Port("postgres", port, callers)) with { Image = "postgres:17.6-bookworm" };

    /// <summary>A sidecar workload of a region that calls the servers.</summary>
    public static Workload Client(string name, Region region, params Workload[] servers) =>
        Service(name, ServerKind.Mesh) with
        {
            Identity = Identity(region, name),
            Outbound =
            [
                .. servers.Select(server => new OutboundCall
                {
                    Name = server.Name,
                    Namespace = server.Namespace,
                    Labels = server.Labels,
                    Kind = server.Kind,
                    PortName = server.Ports[0].Name,
                    Port = server.Ports[0].Port,
                    TargetPort = server.Ports[0].TargetPort,
                    Protocol = server.Ports[0].Protocol,
                    Local = true,
                    RemoteRegions = [],
                }),
            ],
        };

    public static Workload Https(int port, params Caller[] callers) =>
        Service("pricing", ServerKind.Https, Port("https", port, callers) with { Protocol = PortProtocol.Http }) with { Image = "registry.example/pricing:1.0.0" };

    public static Workload Redis(int port, params Caller[] callers) =>
        Service("sessions", ServerKind.Redis, Port("redis", port, callers)) with { Image = "docker.io/valkey/valkey:9.1.2-alpine" };

    public static Workload Service(string name, ServerKind kind, params WorkloadPort[] ports) => new()
    {
        Name = name,
        Namespace = "shop",
        ServiceAccount = name,
        Identity = Identity(Us, name),
        Labels = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["app"] = name },
        Kind = kind,
        DataPlane = kind is ServerKind.Mesh ? DataPlaneKind.Sidecar : null,
        Ports = ports,
        Outbound = [],
        CalledAcrossRegions = false,
    };

    public static WorkloadPort Port(string name, int port, params Caller[] callers) => new()
    {
        Name = name,
        Port = port,
        TargetPort = port,
        Protocol = PortProtocol.Tcp,
        Callers = callers,
    };

    /// <summary>The client certificate that is rendered for a workload of a region that calls a server.</summary>
    public static Certificate ClientCertificate(string name, Region region, Workload server) =>
        ClientCertificateManifests.For(Intent(Client(name, region, server)), Lifetime).OfType<Certificate>().Single();

    public static Caller From(string name, Region? region = null) => new() { Source = Source(name, region ?? Us) };

    /// <summary>Another NATS server that joins as a leaf node.</summary>
    public static Caller FromServer(string name) => new() { Source = Source(name, Us) with { Kind = ServerKind.Nats } };

    public static SpiffeId Identity(Region region, string name) => SpiffeId.ForServiceAccount(region.TrustDomain, "shop", name);

    public static RegionIntent Intent(params Workload[] workloads) => new()
    {
        Environment = "test",
        Region = Us,
        Peers = [Eu],
        Mesh = new MeshOptions { MeshId = "test", Mode = MutualTlsMode.Strict },
        Namespaces = [new NamespaceIntent { Name = "shop", PodSecurity = PodSecurityLevel.Restricted, DataPlane = DataPlaneKind.Sidecar }],
        Workloads = workloads,
        Externals = [],
    };

    private static CallSource.FromWorkload Source(string name, Region region) => new()
    {
        Name = name,
        Namespace = "shop",
        Region = region.Name,
        Remote = region.Name != Us.Name,
        Identity = Identity(region, name),
        Labels = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["app"] = name },
    };

    private static Region Region(string name) => new()
    {
        Name = name,
        TrustDomain = TrustDomain.Parse($"{name}.mesh.example"),
        Cluster = $"test-{name}",
        Network = name,
        Context = $"test-{name}",
    };
}
