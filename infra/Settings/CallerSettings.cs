namespace Infra.Settings;

/// <summary>A permission to call the service in which it stands.</summary>
internal sealed record CallerSettings
{
    [Setting(
        "A service's name, @ingress (the ingress gateway), @prometheus, or @anyone under an exception",
        Form = TextForm.Source, Example = "web")]
    public required string From { get; init; }

    [Setting(
        "The regions from which the caller may call",
        Form = TextForm.RegionName, Default = "each region only within itself", AtLeast = 1)]
    public IReadOnlyList<string>? Regions { get; init; }

    [Setting("The names of the ports that may be called", Form = TextForm.PortName, Default = "the only port of the service", AtLeast = 1)]
    public IReadOnlyList<string>? Ports { get; init; }

    [Setting("The HTTP methods that are allowed", Form = TextForm.Method, Default = "every method", AtLeast = 1)]
    public IReadOnlyList<string> Methods { get; init; } = [];

    [Setting("The paths that are allowed", Form = TextForm.Path, Default = "every path", AtLeast = 1, Example = "[/orders, /orders/*]")]
    public IReadOnlyList<string> Paths { get; init; } = [];

    [Setting(
        "With @ingress and an edge: the public names under which the requests come",
        Form = TextForm.HostName, Default = "none", AtLeast = 1, Example = "[shop.acme.example]")]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    [Setting("With hosts: whether their clients have to show a certificate of the edge's client authorities", Default = "false")]
    public bool ClientCertificate { get; init; }

    [Setting("The NATS subjects or Redis channels that the caller may publish to", Form = TextForm.Subject, Default = "none")]
    public IReadOnlyList<string> Publish { get; init; } = [];

    [Setting("The NATS subjects or Redis channels that the caller may subscribe to", Form = TextForm.Subject, Default = "none")]
    public IReadOnlyList<string> Subscribe { get; init; } = [];

    [Setting("The Redis keys that the caller may read", Form = TextForm.KeyPattern, Default = "none", Example = "[\"rates:*\"]")]
    public IReadOnlyList<string> ReadKeys { get; init; } = [];

    [Setting("The Redis keys that the caller may read and write", Form = TextForm.KeyPattern, Default = "none", Example = "[\"carts:*\"]")]
    public IReadOnlyList<string> WriteKeys { get; init; } = [];

    [Setting("The PostgreSQL role that the caller becomes", Form = TextForm.Role)]
    public string? Role { get; init; }

    [Setting(
        "The exception under which a caller without an identity may call",
        Form = TextForm.Name, Default = "the exception of the port")]
    public string? Exception { get; init; }
}
