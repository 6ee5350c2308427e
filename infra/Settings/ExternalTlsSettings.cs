namespace Infra.Settings;

/// <summary>The TLS that sidecars originate towards an external service.</summary>
internal sealed record ExternalTlsSettings
{
    [Setting("SIMPLE where only the server shows a certificate, MUTUAL where both sides do")]
    public required ExternalTlsMode Mode { get; init; }

    [Setting(
        "The Secret in each caller's namespace that holds tls.crt, tls.key and the partner's ca.crt; with MUTUAL",
        Form = TextForm.DnsName)]
    public string? CredentialName { get; init; }

    [Setting("The names of which the server's certificate must carry one", Form = TextForm.DnsName, Default = "the host that is called")]
    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];
}
