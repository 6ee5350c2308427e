using Components.Intent;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>Resolves the edge: the CA of its certificates, and the public names that services have at it.</summary>
internal static class EdgeResolver
{
    private static readonly SettingsPath Path = SettingPaths.Platform["edge"];

    /// <summary>The edge of every region; null where there is none, or where its settings are wrong.</summary>
    public static EdgeOptions? Resolve(PlanningContext context)
    {
        EdgeHosts.Check(context);
        if (context.Settings.Platform.Edge is not { } edge)
        {
            return null;
        }

        var path = Path["acme"];
        var dns = edge.Acme.Dns01 is { } challenge ? Dns(context, challenge, path["dns01"]) : null;
        if (edge.Acme is { Http01: null, Dns01: null } && !context.Report.IsWrongWithin(path))
        {
            context.Report.Add(path, "missing: how it is shown that the names are ours", "http01, dns01", "add http01: {}");
        }

        return new EdgeOptions
        {
            ClientAuthorities = edge.ClientAuthorities,
            Acme = new AcmeOptions
            {
                Email = edge.Acme.Email,
                Directory = edge.Acme.Directory,
                Http = edge.Acme.Http01 is { } http ? new HttpChallenge(http.IngressClass) : null,
                Dns = dns,
            },
        };
    }

    private static DnsChallenge? Dns(PlanningContext context, DnsChallengeSettings settings, SettingsPath path)
    {
        DnsChallenge[] stated =
        [
            .. settings.Cloudflare is { } cloudflare ? [new DnsChallenge.Cloudflare { Token = Key(cloudflare.Token) }] : Array.Empty<DnsChallenge>(),
            .. settings.DigitalOcean is { } digitalOcean
                ? [new DnsChallenge.DigitalOcean { Token = Key(digitalOcean.Token) }] : Array.Empty<DnsChallenge>(),
            .. settings.Route53 is { } route53 ? [Route53(context, route53, path["route53"])] : Array.Empty<DnsChallenge>(),
            .. settings.Rfc2136 is { } rfc2136 ? [Rfc2136(rfc2136)] : Array.Empty<DnsChallenge>(),
            .. settings.CloudDns is { } cloudDns ? [CloudDns(cloudDns)] : Array.Empty<DnsChallenge>(),
            .. settings.AzureDns is { } azureDns ? [AzureDns(context, azureDns, path["azureDns"])] : Array.Empty<DnsChallenge>(),
            .. settings.AcmeDns is { } acmeDns
                ? [new DnsChallenge.AcmeDns { Host = $"https://{acmeDns.Host}", Accounts = Key(acmeDns.Accounts) }] : Array.Empty<DnsChallenge>(),
        ];
        if (stated.Length != 1 && !context.Report.IsWrongWithin(path))
        {
            var message = stated.Length == 0 ? "missing: where the records are put" : "several places for the records";
            context.Report.Add(path, message, "one of cloudflare, digitalOcean, route53, cloudDns, azureDns, acmeDns, rfc2136");
        }

        return stated.FirstOrDefault();
    }

    private static DnsChallenge.Route53 Route53(PlanningContext context, Route53Settings settings, SettingsPath path)
    {
        if (settings.AccessKey is null != settings.SecretKey is null && !context.Report.IsWrongWithin(path))
        {
            var absent = settings.AccessKey is null ? "accessKey" : "secretKey";
            context.Report.Add(path[absent], "missing: an access key has an identifier and a secret", fix: "state both or none");
        }

        return new()
        {
            Region = settings.Region,
            HostedZone = settings.HostedZone,
            Role = settings.Role,
            AccessKey = settings.AccessKey,
            SecretKey = settings.SecretKey is { } key ? Key(key) : null,
        };
    }

    private static DnsChallenge.CloudDns CloudDns(CloudDnsSettings settings) => new()
    {
        Project = settings.Project,
        HostedZone = settings.HostedZone,
        ServiceAccount = settings.ServiceAccount is { } key ? Key(key) : null,
    };

    /// <summary>A managed identity, or all three parts of a service principal: cert-manager takes the first and says nothing of the rest.</summary>
    private static DnsChallenge.AzureDns AzureDns(PlanningContext context, AzureDnsSettings settings, SettingsPath path)
    {
        object?[] principal = [settings.Tenant, settings.Client, settings.ClientSecret];
        var stated = principal.Count(part => part is not null);
        if (stated is 1 or 2 || (settings.ManagedIdentity is null == (stated == 0)))
        {
            context.Report.Add(
                path, "who cert-manager is to Azure has to be said in one way", "managedIdentity, or tenant, client and clientSecret", "state one of them as a whole");
        }

        return new()
        {
            Subscription = settings.Subscription,
            ResourceGroup = settings.ResourceGroup,
            HostedZone = settings.HostedZone,
            ManagedIdentity = settings.ManagedIdentity,
            Tenant = settings.Tenant,
            Client = settings.Client,
            ClientSecret = settings.ClientSecret is { } key ? Key(key) : null,
        };
    }

    private static DnsChallenge.Rfc2136 Rfc2136(Rfc2136Settings settings) => new()
    {
        NameServer = settings.NameServer,
        KeyName = settings.KeyName,
        Algorithm = settings.Algorithm,
        Key = Key(settings.Key),
    };

    private static SecretKey Key(SecretKeySettings settings) => new(settings.Name, settings.Key);
}
