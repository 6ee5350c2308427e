using Components.Intent;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>Resolves the services outside the mesh, for each region those that somebody there may call.</summary>
internal sealed class ExternalResolver(PlanningContext context, IReadOnlyDictionary<string, ResolvedService> services)
{
    /// <summary>The external services by region, each ordered by name.</summary>
    public ILookup<string, ExternalService> Resolve()
    {
        RefuseSharedHosts();
        return context.Settings.Externals
            .SelectMany(external => Resolve(external.Key, external.Value))
            .ToLookup(pair => pair.Region, pair => pair.Service);
    }

    private List<(string Region, ExternalService Service)> Resolve(string name, ExternalSettings settings)
    {
        var path = SettingPaths.Externals[name];
        var tls = Tls(settings.Tls, path["tls"]);
        var callers = settings.Callers.SelectMany((caller, index) => Callers(caller, path["callers"][index])).ToArray();
        return
        [
            .. callers.GroupBy(caller => caller.Region).Select(region => (region.Key, new ExternalService
            {
                Name = name,
                Hosts = settings.Hosts,
                Port = settings.Port,
                Tls = tls,
                ThroughGateway = settings.Egress is ExternalEgress.Gateway,
                Callers = [.. region.Select(caller => caller.Caller)],
            })),
        ];
    }

    private IEnumerable<(string Region, ExternalCaller Caller)> Callers(ExternalCallerSettings entry, SettingsPath path)
    {
        if (!context.References.TryFind(entry.From, path["from"], "service", services, SettingPaths.Services, out var source))
        {
            return [];
        }

        if (!source.InMesh)
        {
            context.Report.Add(path["from"], $"{source.Name} has no sidecar that could speak TLS for it", "services with sidecars");
        }

        var from = context.References.Regions(
            entry.Regions,
            path["regions"],
            source.Regions,
            context.Settings.Regions,
            region => $"service {source.Name} does not run in region {region}",
            otherwise: source.Regions);
        return from.Select(region => (region, new ExternalCaller
        {
            Name = source.Name,
            Namespace = source.Namespace.Intent.Name,
            Labels = source.Labels,
        }));
    }

    private ExternalTls Tls(ExternalTlsSettings settings, SettingsPath path)
    {
        switch (settings)
        {
            case { Mode: ExternalTlsMode.Mutual, CredentialName: null }:
                context.Report.Add(path["credentialName"], "missing: with MUTUAL, the Secret that holds the client certificate");
                break;
            case { Mode: ExternalTlsMode.Simple, CredentialName: not null }:
                context.Report.Add(
                    path["credentialName"], "with SIMPLE no client certificate is shown", fix: "remove the key, or set mode: MUTUAL");
                break;
        }

        return settings is { Mode: ExternalTlsMode.Mutual, CredentialName: { } credential }
            ? new ExternalTls.Mutual { CredentialName = credential, SubjectAltNames = settings.SubjectAltNames }
            : new ExternalTls.Simple { SubjectAltNames = settings.SubjectAltNames };
    }

    private void RefuseSharedHosts()
    {
        var first = new Dictionary<(string Host, int Port), string>();
        foreach (var (name, external) in context.Settings.Externals)
        {
            for (var index = 0; index < external.Hosts.Count; index++)
            {
                if (!first.TryAdd((external.Hosts[index], external.Port), name))
                {
                    var owner = first[(external.Hosts[index], external.Port)];
                    context.Report.Add(
                        SettingPaths.Externals[name]["hosts"][index], $"{owner} has this host and port too", fix: "state each host once");
                }
            }
        }
    }
}
