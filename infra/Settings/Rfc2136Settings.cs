using Components.Intent;

namespace Infra.Settings;

/// <summary>Dynamic updates of DNS (RFC 2136), signed with a TSIG key.</summary>
internal sealed record Rfc2136Settings
{
    [Setting("The address of the name server", Form = TextForm.Address, Example = "192.0.2.53")]
    public required string NameServer { get; init; }

    [Setting("The name of the TSIG key", Form = TextForm.DnsName)]
    public required string KeyName { get; init; }

    [Setting("The HMAC of the TSIG key", Default = "HMACSHA256")]
    public TsigAlgorithm Algorithm { get; init; } = TsigAlgorithm.HmacSha256;

    [Setting("The Secret in cert-manager's namespace that holds the TSIG key's secret")]
    public required SecretKeySettings Key { get; init; }
}
