using Components.Intent;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>Resolves the namespaces: their regions, the mode that holds in them, and the exceptions that they need.</summary>
internal static class NamespaceResolver
{
    /// <summary>The namespaces by name, in ordinal order.</summary>
    public static IReadOnlyDictionary<string, ResolvedNamespace> Resolve(PlanningContext context, MeshOptions mesh)
    {
        HashSet<string> platform = [mesh.RootNamespace, mesh.GatewayNamespace, mesh.MonitoringNamespace, "cert-manager"];
        var withApplications = context.Settings.Services.Values
            .Where(service => service.Kind == ServerKind.Mesh)
            .Select(service => service.Namespace)
            .ToHashSet(StringComparer.Ordinal);
        var namespaces = new OrderedDictionary<string, ResolvedNamespace>(StringComparer.Ordinal);
        foreach (var (name, settings) in context.Settings.Namespaces)
        {
            var path = SettingPaths.Namespaces[name];
            if (platform.Contains(name) || name.StartsWith("kube-", StringComparison.Ordinal))
            {
                context.Report.Add(path, $"{name} belongs to the platform, not to applications", fix: "choose another name");
            }

            var mode = settings.Mode ?? mesh.Mode;
            namespaces.Add(name, new ResolvedNamespace
            {
                Regions = context.References.Regions(
                    settings.Regions,
                    path["regions"],
                    context.RegionNames,
                    context.Settings.Regions,
                    region => $"there is no region {region}",
                    otherwise: context.RegionNames),
                Mode = mode,
                Intent = new NamespaceIntent
                {
                    Name = name,
                    PodSecurity = settings.PodSecurity,
                    Injected = settings.Sidecars,
                    Mode = settings.Mode,
                    Revision = settings.Revision,
                    Keystore = settings.Keystore,
                    Exception = Exception(context, name, settings, mesh, withApplications.Contains(name)),
                },
            });
        }

        return namespaces;
    }

    private static PolicyException? Exception(
        PlanningContext context, string name, NamespaceSettings settings, MeshOptions mesh, bool holdsApplications)
    {
        var path = SettingPaths.Namespaces[name];
        if (!settings.Sidecars && settings.Mode is not null)
        {
            context.Report.Add(path["mode"], "without sidecars there is no peer authentication", fix: "remove the key");
        }

        var deviation = settings switch
        {
            { Sidecars: true, Mode: { } mode } when mode > mesh.Mode =>
                $"mode {WireName.Of(mode)} is weaker than the mesh's {WireName.Of(mesh.Mode)}",
            { Sidecars: false } when holdsApplications => "applications run without sidecars, so without identities and policies",
            _ => null,
        };
        if (deviation is not null)
        {
            return context.Exceptions.Require(settings.Exception, path["exception"], deviation);
        }

        context.Exceptions.Refuse(settings.Exception, path, "the namespace does not deviate from the mesh");
        return null;
    }
}
