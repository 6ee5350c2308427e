using Components.Intent;

namespace Infra.Settings;

/// <summary>A port of a service.</summary>
internal sealed record PortSettings
{
    [Setting("The Service's port: what clients dial", Minimum = "1", Maximum = "65535", Example = "8080")]
    public required int Port { get; init; }

    [Setting("The container's port: what policies see", Minimum = "1", Maximum = "65535", Default = "port")]
    public int? TargetPort { get; init; }

    [Setting("The application protocol; methods and paths can be allowed on HTTP, HTTP2 and GRPC")]
    public required PortProtocol Protocol { get; init; }

    [Setting("The port's own peer authentication mode; weaker than its namespace's needs an exception", Default = "the namespace's mode")]
    public MutualTlsMode? Mode { get; init; }

    [Setting("The exception under which the port deviates", Form = TextForm.Name)]
    public string? Exception { get; init; }
}
