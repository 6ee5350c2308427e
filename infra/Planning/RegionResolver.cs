using Components.Intent;
using Infra.Settings;
using Trust;

namespace Infra.Planning;

/// <summary>Resolves the regions: fills in their defaults and makes sure that no two share what tells them apart.</summary>
internal static class RegionResolver
{
    /// <summary>The regions by name, in ordinal order.</summary>
    public static IReadOnlyDictionary<string, Region> Resolve(PlanningContext context)
    {
        RefuseShared(context, "trustDomain", "trust domain", region => region.TrustDomain);
        RefuseShared(context, "cluster", "cluster", region => region.Cluster);
        RefuseShared(context, "context", "context", region => region.Context);
        RefuseShared(context, "eastWestAddress", "address", region => region.EastWestAddress);
        var regions = new OrderedDictionary<string, Region>(StringComparer.Ordinal);
        foreach (var (name, settings) in context.Settings.Regions)
        {
            regions.Add(name, new Region
            {
                Name = name,
                TrustDomain = TrustDomain.Parse(settings.TrustDomain),
                Cluster = settings.Cluster,
                Network = settings.Network ?? name,
                Context = settings.Context ?? settings.Cluster,
                ClusterDomain = settings.ClusterDomain,
                EastWestAddress = settings.EastWestAddress,
            });
        }

        return regions;
    }

    private static void RefuseShared(PlanningContext context, string key, string noun, Func<RegionSettings, string?> value)
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, region) in context.Settings.Regions)
        {
            if (value(region) is { } text && !first.TryAdd(text, name))
            {
                context.Report.Add(
                    SettingPaths.Regions[name][key], $"the same {noun} as region {first[text]}", fix: "give each region its own");
            }
        }
    }
}
