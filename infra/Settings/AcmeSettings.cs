using Components.Intent;

namespace Infra.Settings;

/// <summary>Let's Encrypt, and how it is shown that the names are ours. At least one of http01 and dns01 is stated.</summary>
internal sealed record AcmeSettings
{
    [Setting("The address of the account", Form = TextForm.Email, Example = "ops@acme.example")]
    public required string Email { get; init; }

    [Setting("The directory that the edge's certificates come from", Default = "production")]
    public AcmeDirectory Directory { get; init; } = AcmeDirectory.Production;

    [Setting("HTTP-01, for names without a wildcard", Default = "not used")]
    public HttpChallengeSettings? Http01 { get; init; }

    [Setting("DNS-01, for every name; the only one for wildcards", Default = "not used")]
    public DnsChallengeSettings? Dns01 { get; init; }
}
