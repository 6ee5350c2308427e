namespace Infra.Settings;

/// <summary>The TLS that is originated towards an external service.</summary>
internal sealed record ExternalTlsSettings
{
    [Setting("SIMPLE where only the server shows a certificate, MUTUAL where both sides do")]
    public required ExternalTlsMode Mode { get; init; }

    [Setting(
        "The Secret that holds tls.crt, tls.key and the partner's ca.crt, with MUTUAL: in each caller's namespace, or in the gateways' with egress: gateway",
        Form = TextForm.DnsName)]
    public string? CredentialName { get; init; }

    [Setting("The names of which the server's certificate must carry one", Form = TextForm.DnsName, Default = "the host that is called")]
    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];
}
