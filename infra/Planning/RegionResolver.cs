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
        RefuseSharedNames(context);
        var regions = new OrderedDictionary<string, Region>(StringComparer.Ordinal);
        foreach (var (name, settings) in context.Settings.Regions)
        {
            regions.Add(name, new Region
            {
                Name = name,
                TrustDomain = TrustDomain.Parse(settings.TrustDomain),
                NextTrustDomain = Parse(settings.NextTrustDomain),
                FormerTrustDomain = Parse(settings.FormerTrustDomain),
                Cluster = settings.Cluster,
                Network = settings.Network ?? name,
                Context = settings.Context ?? settings.Cluster,
                ClusterDomain = settings.ClusterDomain,
                EastWestAddress = settings.EastWestAddress,
                ApiServer = settings.ApiServer,
                IsAmbient = settings.DataPlane == DataPlaneKind.Ambient,
            });
        }

        return regions;
    }

    private static TrustDomain? Parse(string? name) => name is null ? null : TrustDomain.Parse(name);

    /// <summary>A name that a region is going to have, or had, is taken for good: it must be nobody else's, nor the region's own twice.</summary>
    private static void RefuseSharedNames(PlanningContext context)
    {
        var taken = context.Settings.Regions.ToDictionary(region => region.Key, region => region.Value.TrustDomain);
        foreach (var (name, region) in context.Settings.Regions)
        {
            foreach (var (key, other) in new[] { ("nextTrustDomain", region.NextTrustDomain), ("formerTrustDomain", region.FormerTrustDomain) })
            {
                if (other is not null && taken.FirstOrDefault(entry => entry.Value == other) is { Key: { } owner })
                {
                    context.Report.Add(
                        SettingPaths.Regions[name][key], $"{other} is a trust domain of region {owner} already", fix: "give each name to one region, once");
                }
                else if (other is not null)
                {
                    taken[$"{name} ({key})"] = other;
                }
            }
        }
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
