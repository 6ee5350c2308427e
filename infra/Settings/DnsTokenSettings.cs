namespace Infra.Settings;

/// <summary>A DNS provider that takes an API token.</summary>
internal sealed record DnsTokenSettings
{
    [Setting("The Secret in cert-manager's namespace that holds the token")]
    public required SecretKeySettings Token { get; init; }
}
