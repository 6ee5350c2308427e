namespace Infra.Settings;

/// <summary>Where the records of a challenge over DNS are put: exactly one of these.</summary>
internal sealed record DnsChallengeSettings
{
    [Setting("A zone at Cloudflare", Default = "not used")]
    public DnsTokenSettings? Cloudflare { get; init; }

    [Setting("A domain at DigitalOcean", Default = "not used")]
    public DnsTokenSettings? DigitalOcean { get; init; }

    [Setting("A hosted zone of Amazon Route 53", Default = "not used")]
    public Route53Settings? Route53 { get; init; }

    [Setting("A zone of Google Cloud DNS", Default = "not used")]
    public CloudDnsSettings? CloudDns { get; init; }

    [Setting("A zone of Azure DNS", Default = "not used")]
    public AzureDnsSettings? AzureDns { get; init; }

    [Setting("acme-dns, to which the names of challenges are delegated", Default = "not used")]
    public AcmeDnsSettings? AcmeDns { get; init; }

    [Setting("A name server that takes dynamic updates", Default = "not used")]
    public Rfc2136Settings? Rfc2136 { get; init; }
}
