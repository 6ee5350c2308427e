namespace Infra.Settings;

/// <summary>acme-dns: the names <c>_acme-challenge</c> of the zone are delegated to it by CNAME.</summary>
internal sealed record AcmeDnsSettings
{
    [Setting("The host of its API, which is called over HTTPS", Form = TextForm.DnsName, Example = "auth.acme-dns.example")]
    public required string Host { get; init; }

    [Setting("The Secret in cert-manager's namespace that holds its accounts by name, in JSON")]
    public required SecretKeySettings Accounts { get; init; }
}
