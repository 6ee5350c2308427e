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
        ];
        if (stated.Length != 1 && !context.Report.IsWrongWithin(path))
        {
            var message = stated.Length == 0 ? "missing: where the records are put" : "several places for the records";
            context.Report.Add(path, message, "one of cloudflare, digitalOcean, route53, rfc2136");
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

    private static DnsChallenge.Rfc2136 Rfc2136(Rfc2136Settings settings) => new()
    {
        NameServer = settings.NameServer,
        KeyName = settings.KeyName,
        Algorithm = settings.Algorithm,
        Key = Key(settings.Key),
    };

    private static SecretKey Key(SecretKeySettings settings) => new(settings.Name, settings.Key);
}
