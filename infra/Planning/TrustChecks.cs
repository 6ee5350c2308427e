using Infra.Settings;

namespace Infra.Planning;

/// <summary>Checks the references between roots, regions and intermediates. What the dates mean is the business of the trust planner.</summary>
internal static class TrustChecks
{
    public static void Check(PlanningContext context)
    {
        foreach (var (name, root) in context.Settings.Trust.Roots)
        {
            CheckRegionOf(context, root, SettingPaths.Trust["roots"][name]);
        }

        foreach (var (name, region) in context.Settings.Regions)
        {
            CheckSigner(context, name, region.Intermediate.Root, SettingPaths.Regions[name]);
        }

        var servers = context.Settings.Trust.Servers;
        if (servers.RenewBefore >= servers.Lifetime)
        {
            context.Report.Add(
                SettingPaths.Trust["servers"]["renewBefore"],
                $"{DurationText.Write(servers.RenewBefore)} before the end of a life of {DurationText.Write(servers.Lifetime)} is before its start",
                $"less than {DurationText.Write(servers.Lifetime)}");
        }
    }

    private static void CheckRegionOf(PlanningContext context, RootSettings root, SettingsPath path)
    {
        switch (context.Settings.Trust.Topology, root.Region)
        {
            case (TrustTopology.SharedRoot, not null):
                context.Report.Add(path["region"], "with topology shared-root a root belongs to every region", fix: "remove the key");
                break;
            case (TrustTopology.RootPerRegion, null):
                context.Report.Add(
                    path["region"], "missing: with topology root-per-region a root belongs to a region", string.Join(", ", context.RegionNames));
                break;
            case (_, { } region):
                context.References.TryFind(region, path["region"], "region", context.Settings.Regions, SettingPaths.Regions, out _);
                break;
        }
    }

    private static void CheckSigner(PlanningContext context, string region, string? named, SettingsPath path)
    {
        var trust = context.Settings.Trust;
        if (named is not null)
        {
            var at = path["intermediate"]["root"];
            if (context.References.TryFind(named, at, "root", trust.Roots, SettingPaths.Trust["roots"], out var root)
                && !MaySign(root, region, trust.Topology))
            {
                context.Report.Add(at, $"root {named} belongs to region {root.Region}", fix: "name a root of this region");
            }

            return;
        }

        var active = trust.Roots.Where(root => root.Value.State == RootPhase.Active && MaySign(root.Value, region, trust.Topology)).ToArray();
        if (active.Length != 1)
        {
            var which = active.Length == 0 ? "no root is active" : $"{string.Join(" and ", active.Select(root => root.Key))} are both active";
            context.Report.Add(
                path["intermediate"],
                $"{which}, so it is open which root signs this intermediate",
                fix: $"keep one root active, or set {path["intermediate"]["root"]}");
        }
    }

    private static bool MaySign(RootSettings root, string region, TrustTopology topology) =>
        topology == TrustTopology.SharedRoot || root.Region == region;
}
