namespace Components.Intent;

/// <summary>
/// Where the TXT record of a DNS-01 challenge (RFC 8555 §8.4) is put: a closed choice. Credentials are Secrets in cert-manager's namespace.
/// </summary>
public abstract record DnsChallenge
{
    private DnsChallenge()
    {
    }

    /// <summary>Cloudflare.</summary>
    public sealed record Cloudflare : DnsChallenge
    {
        /// <summary>An API token with the rights Zone.DNS:Edit and Zone.Zone:Read.</summary>
        public required SecretKey Token { get; init; }
    }

    /// <summary>DigitalOcean.</summary>
    public sealed record DigitalOcean : DnsChallenge
    {
        /// <summary>An access token with write access to domains.</summary>
        public required SecretKey Token { get; init; }
    }

    /// <summary>Amazon Route 53.</summary>
    public sealed record Route53 : DnsChallenge
    {
        /// <summary>The AWS region whose endpoint is called; null where cert-manager's pods learn it from their environment.</summary>
        public string? Region { get; init; }

        /// <summary>The hosted zone; null where cert-manager looks it up by name.</summary>
        public string? HostedZone { get; init; }

        /// <summary>A role to take on; null for cert-manager's own.</summary>
        public string? Role { get; init; }

        /// <summary>The access key's identifier, which is no secret; null where the pods have credentials of their own (IRSA, EKS Pod Identity).</summary>
        public string? AccessKey { get; init; }

        /// <summary>The access key's secret; stated with <see cref="AccessKey"/>.</summary>
        public SecretKey? SecretKey { get; init; }
    }

    /// <summary>Google Cloud DNS.</summary>
    public sealed record CloudDns : DnsChallenge
    {
        /// <summary>The project of the zone.</summary>
        public required string Project { get; init; }

        /// <summary>The managed zone; null where cert-manager looks it up by name.</summary>
        public string? HostedZone { get; init; }

        /// <summary>A service account's key in JSON; null where the pods have credentials of their own (Workload Identity).</summary>
        public SecretKey? ServiceAccount { get; init; }
    }

    /// <summary>Azure DNS.</summary>
    public sealed record AzureDns : DnsChallenge
    {
        /// <summary>The subscription of the zone.</summary>
        public required string Subscription { get; init; }

        /// <summary>The resource group of the zone.</summary>
        public required string ResourceGroup { get; init; }

        /// <summary>The zone; null where cert-manager looks it up by name.</summary>
        public string? HostedZone { get; init; }

        /// <summary>The client of a managed identity that the pods have; null for a service principal.</summary>
        public string? ManagedIdentity { get; init; }

        /// <summary>The service principal's tenant; stated with <see cref="Client"/>.</summary>
        public string? Tenant { get; init; }

        /// <summary>The service principal's client.</summary>
        public string? Client { get; init; }

        /// <summary>The service principal's secret; stated with <see cref="Client"/>.</summary>
        public SecretKey? ClientSecret { get; init; }
    }

    /// <summary>
    /// acme-dns, to which the zone's <c>_acme-challenge</c> names are delegated by CNAME, so that no credential for the zone itself is needed.
    /// </summary>
    public sealed record AcmeDns : DnsChallenge
    {
        /// <summary>The URL of its API.</summary>
        public required string Host { get; init; }

        /// <summary>The accounts by name, in the JSON that registering gives.</summary>
        public required SecretKey Accounts { get; init; }
    }

    /// <summary>Any name server that takes dynamic updates (RFC 2136), signed with a TSIG key.</summary>
    public sealed record Rfc2136 : DnsChallenge
    {
        /// <summary>The server's address, with or without a port.</summary>
        public required string NameServer { get; init; }

        /// <summary>The name of the TSIG key.</summary>
        public required string KeyName { get; init; }

        /// <summary>Its HMAC.</summary>
        public required TsigAlgorithm Algorithm { get; init; }

        /// <summary>Its secret, in base64 as the name server's own tools write it.</summary>
        public required SecretKey Key { get; init; }
    }
}
