using Components.Intent;

namespace Infra.Settings;

/// <summary>A service and who may call it.</summary>
internal sealed record ServiceSettings
{
    [Setting("The namespace that it runs in", Form = TextForm.Name, Example = "shop")]
    public required string Namespace { get; init; }

    [Setting("What kind of server it is: mesh behind a sidecar; the others speak TLS themselves, https through nginx, redis as Valkey", Default = "mesh")]
    public ServerKind Kind { get; init; } = ServerKind.Mesh;

    [Setting("Its service account, which makes its identity", Form = TextForm.Name, Default = "the service's name")]
    public string? ServiceAccount { get; init; }

    [Setting(
        "The labels that select its pods",
        Keys = TextForm.LabelKey, Form = TextForm.LabelValue, Default = "app: <the service's name>", AtLeast = 1)]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    [Setting("The regions that it runs in", Form = TextForm.RegionName, Default = "the regions of its namespace", AtLeast = 1)]
    public IReadOnlyList<string>? Regions { get; init; }

    [Setting("Its ports by name", Keys = TextForm.PortName, Default = "none: the service only calls")]
    public IReadOnlyDictionary<string, PortSettings> Ports { get; init; } = Empty<PortSettings>.Map;

    [Setting("Who may call it", Default = "nobody")]
    public IReadOnlyList<CallerSettings> Callers { get; init; } = [];

    [Setting(
        "A container image, for workloads that this program deploys itself",
        Form = TextForm.Image, Default = "the workload is deployed elsewhere")]
    public string? Image { get; init; }

    [Setting("With kind nats or https and an image: its pods; several of a NATS server form a cluster", Default = "1", Minimum = "1", Maximum = "9")]
    public int Replicas { get; init; } = 1;

    [Setting("With kind https: the port on loopback at which the application takes plain HTTP", Default = "8080", Minimum = "1", Maximum = "65535")]
    public int? Backend { get; init; }

    [Setting("How its pods get the certificates that the mesh does not give", Default = "from Secrets")]
    public CertificateWiringSettings? Certificate { get; init; }

    [Setting("Limits on the connections to it", Default = "Istio's defaults")]
    public ConnectionPoolSettings? ConnectionPool { get; init; }
}
