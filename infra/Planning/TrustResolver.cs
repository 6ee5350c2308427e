using Components.Intent;

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
            // ztunnel takes identities of its own trust domain only, so an ambient region takes part in no call between regions, either way.
            string[] others = settings.DataPlane == DataPlaneKind.Ambient
                ? []
                : [.. context.Settings.Regions.Where(other => other.Key != name && other.Value.DataPlane != DataPlaneKind.Ambient).Select(other => other.Key)];
            accepted.Add(name, context.References.Regions(
                settings.Trusts,
                SettingPaths.Regions[name]["trusts"],
                others,
                context.Settings.Regions,
                other => other == name
                    ? "a region accepts its own workloads anyway"
                    : "ztunnel takes identities of its own trust domain only, so no call leaves an ambient region or comes to one",
                otherwise: others));
        }

        return accepted;
    }
}
