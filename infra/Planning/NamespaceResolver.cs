using Components.Intent;
using Components.Linkerd;
using Components.Platform;
using Components.Spire;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>Resolves the namespaces: their regions, the mode that holds in them, and the exceptions that they need.</summary>
internal static class NamespaceResolver
{
    /// <summary>The namespaces by name, in ordinal order.</summary>
    public static IReadOnlyDictionary<string, ResolvedNamespace> Resolve(PlanningContext context, MeshOptions mesh)
    {
        var served = context.Settings.Platform.StepCa?.Autocert?.Namespaces ?? [];
        HashSet<string> platform =
        [
            mesh.RootNamespace, mesh.GatewayNamespace, mesh.MonitoringNamespace,
            PlatformNamespaceNames.CertManager, PlatformNamespaceNames.CsiDriver, PlatformNamespaceNames.StepCa, PlatformNamespaceNames.Autocert,
            LinkerdNames.Namespace, LinkerdNames.CniNamespace, SpireNames.ServerNamespace, SpireNames.SystemNamespace,
        ];
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
            var regions = context.References.Regions(
                settings.Regions,
                path["regions"],
                context.RegionNames,
                context.Settings.Regions,
                region => $"there is no region {region}",
                otherwise: context.RegionNames);
            var plane = DataPlane(context, path, settings, regions);
            namespaces.Add(name, new ResolvedNamespace
            {
                Regions = regions,
                Mode = mode,
                Intent = new NamespaceIntent
                {
                    Name = name,
                    PodSecurity = settings.PodSecurity,
                    DataPlane = plane,
                    Mode = settings.Mode,
                    Revision = settings.Revision,
                    Keystore = settings.Keystore,
                    Autocert = served.Contains(name),
                    Exception = Exception(context, name, settings, mesh, plane, withApplications.Contains(name)),
                },
            });
        }

        return namespaces;
    }

    /// <summary>The namespace's own data plane, or the one that all of its regions have.</summary>
    private static DataPlaneKind? DataPlane(
        PlanningContext context, SettingsPath path, NamespaceSettings settings, IReadOnlyList<string> regions)
    {
        if (!settings.Sidecars)
        {
            if (settings.DataPlane is not null)
            {
                context.Report.Add(path["dataPlane"], "with sidecars: false, pods get no proxy of either kind", fix: "remove one of the two keys");
            }

            return null;
        }

        foreach (var region in regions.Where(region => settings.DataPlane is { } own && !Fits(own, context.Settings.Regions[region].DataPlane)))
        {
            context.Report.Add(
                path["dataPlane"],
                $"Istio's mesh is {WireName.Of(context.Settings.Regions[region].DataPlane)} in region {region}, for all of its namespaces",
                $"{WireName.Of(context.Settings.Regions[region].DataPlane)}, {WireName.Of(DataPlaneKind.Linkerd)}");
        }

        var claims = regions.GroupBy(region => context.Settings.Regions[region].DataPlane).OrderBy(claim => claim.Key).ToArray();
        if (settings.DataPlane is null && claims.Any(claim => claim.Key == DataPlaneKind.Linkerd) && claims.Length > 1)
        {
            context.Report.Add(
                path["dataPlane"],
                "missing: two data planes claim the namespace, "
                + string.Join(" and ", claims.Select(claim => $"{WireName.Of(claim.Key)} in {string.Join(", ", claim)}")),
                string.Join(", ", claims.Select(claim => WireName.Of(claim.Key))));
        }

        return settings.DataPlane ?? (claims.Length > 0 ? claims[0].Key : DataPlaneKind.Sidecar);
    }

    /// <summary>Linkerd goes beside everything; Istio's own data plane is a region's choice, and sidecars are where a region of Linkerd's has it.</summary>
    private static bool Fits(DataPlaneKind own, DataPlaneKind region) => own switch
    {
        DataPlaneKind.Linkerd => true,
        DataPlaneKind.Ambient => region == DataPlaneKind.Ambient,
        _ => region != DataPlaneKind.Ambient,
    };

    private static PolicyException? Exception(
        PlanningContext context, string name, NamespaceSettings settings, MeshOptions mesh, DataPlaneKind? plane, bool holdsApplications)
    {
        var path = SettingPaths.Namespaces[name];
        if (!settings.Sidecars && settings.Mode is not null)
        {
            context.Report.Add(path["mode"], "without sidecars there is no peer authentication", fix: "remove the key");
        }
        else if (settings.Mode is not null && plane is DataPlaneKind.Linkerd)
        {
            context.Report.Add(
                path["mode"],
                "peer authentication is Istio's: Linkerd lets in by caller, and every caller that names a service needs its identity",
                fix: "remove the key");
        }

        var deviation = settings switch
        {
            { Sidecars: true, Mode: { } mode } when mode > mesh.Mode && plane is not DataPlaneKind.Linkerd =>
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
