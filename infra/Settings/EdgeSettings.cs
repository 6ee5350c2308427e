namespace Infra.Settings;

/// <summary>The way into every region from the internet.</summary>
internal sealed record EdgeSettings
{
    [Setting("The public CA that issues the edge's certificates")]
    public required AcmeSettings Acme { get; init; }

    [Setting(
        "The ConfigMap in the gateways' namespace whose ca.crt holds the CA certificates of clients that have to show one",
        Form = TextForm.DnsName, Default = "no client shows a certificate")]
    public string? ClientAuthorities { get; init; }
}
