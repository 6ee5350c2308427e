namespace Infra.Planning;

/// <summary>Resolves which regions accept callers of which others.</summary>
internal static class TrustResolver
{
    /// <summary>By region, the other regions whose workloads it accepts as callers, in ordinal order.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Resolve(PlanningContext context)
    {
        var accepted = new OrderedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (name, settings) in context.Settings.Regions)
        {
            string[] others = [.. context.RegionNames.Where(other => other != name)];
            accepted.Add(name, context.References.Regions(
                settings.Trusts,
                SettingPaths.Regions[name]["trusts"],
                others,
                context.Settings.Regions,
                _ => "a region accepts its own workloads anyway",
                otherwise: others));
        }

        return accepted;
    }
}
