namespace Infra.Settings;

/// <summary>A service outside the mesh.</summary>
internal sealed record ExternalSettings
{
    [Setting("Its DNS names", Form = TextForm.DnsName, AtLeast = 1, Example = "[api.payments.example]")]
    public required IReadOnlyList<string> Hosts { get; init; }

    [Setting("The port that it serves TLS on", Minimum = "1", Maximum = "65535", Default = "443")]
    public int Port { get; init; } = 443;

    [Setting("The TLS that its callers' sidecars, or the egress gateway, originate")]
    public required ExternalTlsSettings Tls { get; init; }

    [Setting("Who speaks that TLS, and so where calls leave the cluster: each caller's sidecar, or the region's egress gateway for all of them", Default = "sidecar")]
    public ExternalEgress Egress { get; init; } = ExternalEgress.Sidecar;

    [Setting("The services that may call it", AtLeast = 1)]
    public required IReadOnlyList<ExternalCallerSettings> Callers { get; init; }
}
