using System.Diagnostics;
using Components.Intent;
using Manifests.CertManager.V1;

namespace Components.Edge;

/// <summary>DNS-01 in the words of cert-manager (cert-manager documentation, "DNS01").</summary>
internal static class DnsSolvers
{
    /// <summary>The solver.</summary>
    public static ClusterIssuerDns01 For(DnsChallenge dns) => dns switch
    {
        DnsChallenge.Cloudflare cloudflare => new()
        {
            Cloudflare = new() { ApiTokenSecretRef = new() { Name = cloudflare.Token.Name, Key = cloudflare.Token.Key } },
        },
        DnsChallenge.DigitalOcean digitalOcean => new()
        {
            Digitalocean = new() { TokenSecretRef = new() { Name = digitalOcean.Token.Name, Key = digitalOcean.Token.Key } },
        },
        DnsChallenge.Route53 route53 => new()
        {
            Route53 = new()
            {
                Region = route53.Region,
                HostedZoneID = route53.HostedZone,
                Role = route53.Role,
                AccessKeyID = route53.AccessKey,
                SecretAccessKeySecretRef = route53.SecretKey is { } key ? new() { Name = key.Name, Key = key.Key } : null,
            },
        },
        DnsChallenge.Rfc2136 rfc2136 => new()
        {
            Rfc2136 = new()
            {
                Nameserver = rfc2136.NameServer,
                TsigKeyName = rfc2136.KeyName,
                TsigAlgorithm = WireName.Of(rfc2136.Algorithm),
                TsigSecretSecretRef = new() { Name = rfc2136.Key.Name, Key = rfc2136.Key.Key },
            },
        },
        DnsChallenge.CloudDns cloudDns => new()
        {
            CloudDNS = new()
            {
                Project = cloudDns.Project,
                HostedZoneName = cloudDns.HostedZone,
                ServiceAccountSecretRef = cloudDns.ServiceAccount is { } account ? new() { Name = account.Name, Key = account.Key } : null,
            },
        },
        DnsChallenge.AzureDns azureDns => new()
        {
            AzureDNS = new()
            {
                SubscriptionID = azureDns.Subscription,
                ResourceGroupName = azureDns.ResourceGroup,
                HostedZoneName = azureDns.HostedZone,
                ManagedIdentity = azureDns.ManagedIdentity is { } client ? new() { ClientID = client } : null,
                TenantID = azureDns.Tenant,
                ClientID = azureDns.Client,
                ClientSecretSecretRef = azureDns.ClientSecret is { } secret ? new() { Name = secret.Name, Key = secret.Key } : null,
            },
        },
        DnsChallenge.AcmeDns acmeDns => new()
        {
            AcmeDNS = new() { Host = acmeDns.Host, AccountSecretRef = new() { Name = acmeDns.Accounts.Name, Key = acmeDns.Accounts.Key } },
        },
        _ => throw new UnreachableException(),
    };
}
