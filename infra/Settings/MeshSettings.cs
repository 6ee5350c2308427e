using Components.Intent;

namespace Infra.Settings;

/// <summary>Choices that hold for the whole mesh.</summary>
internal sealed record MeshSettings
{
    [Setting("Istio's mesh identifier, the same in every region", Form = TextForm.Name, Example = "acme-prod")]
    public required string Id { get; init; }

    [Setting("The mesh-wide peer authentication mode; weaker than STRICT needs an exception", Default = "STRICT")]
    public MutualTlsMode Mode { get; init; } = MutualTlsMode.Strict;

    [Setting("The exception under which mode is weaker than STRICT", Form = TextForm.Name)]
    public string? Exception { get; init; }

    [Setting("The lowest TLS version inside the mesh", Default = "TLSV1_3")]
    public TlsVersion MinimumTlsVersion { get; init; } = TlsVersion.Tls13;
}
