using Components.Intent;
using Components.Mesh;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>Refuses what Istio's ambient mode cannot do, at the settings that ask for it.</summary>
internal static class AmbientChecks
{
    /// <summary>Checks the regions whose data plane is ambient.</summary>
    public static void Check(PlanningContext context, IReadOnlyDictionary<string, ResolvedService> services, IReadOnlyList<RegionIntent> intents)
    {
        var ambient = intents.Where(intent => intent.Region.IsAmbient).ToList();
        foreach (var intent in ambient)
        {
            CheckRegion(context, intent.Region);
            CheckNamespaces(context, intent);
            CheckExternals(context, intent);
        }

        foreach (var service in services.Values.Where(service => ambient.Exists(intent => service.Regions.Contains(intent.Region.Name))))
        {
            CheckService(context, service);
        }
    }

    private static void CheckRegion(PlanningContext context, Region region)
    {
        var path = SettingPaths.Regions[region.Name];
        if (region.EastWestAddress is not null)
        {
            context.Report.Add(
                path["eastWestAddress"],
                "ztunnel takes identities of its own trust domain only, so no other region can call into an ambient one",
                fix: "remove the key, or choose dataPlane: sidecar");
        }

        foreach (var (key, name) in new[] { ("nextTrustDomain", region.NextTrustDomain), ("formerTrustDomain", region.FormerTrustDomain) })
        {
            if (name is not null)
            {
                context.Report.Add(path[key], "ztunnel takes identities of one trust domain only", fix: "remove the key, or choose dataPlane: sidecar");
            }
        }

        if (context.Settings.Regions.Count > 1 && context.Settings.Trust.Topology == TrustTopology.SharedRoot)
        {
            context.Report.Add(
                path["dataPlane"],
                "ztunnel refuses every identity below a CA with URI constraints, so this region's CA has none, and below a shared root it could sign for the other regions too",
                "sidecar, or ambient with mtls:trust.topology root-per-region",
                "give each region a root of its own, or this one a stack of its own");
        }
    }

    private static void CheckNamespaces(PlanningContext context, RegionIntent intent)
    {
        if (intent.Mesh.Mode == MutualTlsMode.Disable)
        {
            RefuseDisable(context, SettingPaths.Mesh["mode"]);
        }

        foreach (var own in intent.Namespaces.Where(own => own.Mode == MutualTlsMode.Disable))
        {
            RefuseDisable(context, SettingPaths.Namespaces[own.Name]["mode"]);
        }
    }

    private static void RefuseDisable(PlanningContext context, SettingsPath path) => context.Report.Add(
        path, "ambient mode has no DISABLE: callers of the mesh always come by tunnel", "STRICT, or PERMISSIVE under an exception");

    private static void CheckExternals(PlanningContext context, RegionIntent intent)
    {
        foreach (var external in intent.Externals)
        {
            context.Report.Add(
                SettingPaths.Externals[external.Name]["callers"],
                $"in the ambient region {intent.Region.Name} no sidecar speaks TLS for {string.Join(", ", external.Callers.Select(caller => caller.Name))}",
                fix: "limit the callers' regions to those with sidecars");
        }
    }

    private static void CheckService(PlanningContext context, ResolvedService service)
    {
        if (!service.InMesh)
        {
            return;
        }

        if (service.Name == Waypoints.Name || service.ServiceAccount == Waypoints.Name)
        {
            context.Report.Add(
                service.Settings.ServiceAccount is null ? service.Path : service.Path["serviceAccount"],
                $"in an ambient region {Waypoints.Name} is taken by the namespace's waypoint",
                fix: "give the service a name and an account of its own");
        }

        foreach (var (name, _) in service.Settings.Ports.Where(port => port.Value.Mode == MutualTlsMode.Disable))
        {
            RefuseDisable(context, service.Path["ports"][name]["mode"]);
        }

        for (var index = 0; index < service.Settings.Callers.Count; index++)
        {
            var caller = service.Settings.Callers[index];
            if (caller.From is Callers.Anyone or Callers.Prometheus && caller.Methods.Count + caller.Paths.Count > 0)
            {
                context.Report.Add(
                    service.Path["callers"][index][caller.Methods.Count > 0 ? "methods" : "paths"],
                    $"{caller.From} has no identity, so it goes past the waypoint to ztunnel, which sees connections and no requests",
                    fix: "remove methods and paths, and keep the port apart from those that carry business");
            }
        }
    }
}
