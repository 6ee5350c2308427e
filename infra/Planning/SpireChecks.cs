using Infra.Settings;
using Trust.Hierarchy;

namespace Infra.Planning;

/// <summary>Reports what the settings ask of SPIRE that it cannot do.</summary>
internal static class SpireChecks
{
    /// <summary>Checks SPIRE's settings, and the roots above its CAs.</summary>
    public static void Check(PlanningContext context, HierarchyPlan trust)
    {
        if (context.Settings.Platform.Spire is not { } spire)
        {
            return;
        }

        var path = SettingPaths.Platform["spire"];
        if (spire.WorkloadLifetime * 2 > spire.AuthorityLifetime)
        {
            context.Report.Add(
                path["authorityLifetime"],
                $"SPIRE's CA would not outlive the certificates of {DurationText.Write(spire.WorkloadLifetime)} that it signs in the second half of its life",
                $"at least {DurationText.Write(spire.WorkloadLifetime * 2)}");
        }

        foreach (var region in spire.BundleEndpoints.Keys.Where(region => !context.Settings.Regions.ContainsKey(region)))
        {
            context.References.Unknown(region, path["bundleEndpoints"][region], "region", context.RegionNames);
        }

        if (spire.BundleEndpoints.Count == 1)
        {
            context.Report.Add(path["bundleEndpoints"], "one region alone has nobody to federate with", fix: "name another region's address too, or remove the key");
        }

        foreach (var root in trust.Roots.Where(root => trust.Intermediates.Any(intermediate => intermediate.Root == root.Name)))
        {
            var at = SettingPaths.Trust["roots"][root.Name];
            if (root.ExternalCertificate is not null)
            {
                context.Report.Add(at, $"{root.Name} is external, and cannot sign the CA above SPIRE's", fix: "sign with a root of this stack");
            }
            else if (root.PathLength < 2)
            {
                context.Report.Add(
                    at["pathLength"],
                    $"between {root.Name} and SPIRE's identities stand two CAs: the region's for SPIRE, and SPIRE's own",
                    "2",
                    "rotate to a root with pathLength: 2; an existing root keeps its own for good");
            }
        }
    }
}
