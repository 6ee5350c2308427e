using Components.Intent;
using Components.Spire;
using Infra.Settings;
using Trust.Hierarchy;

namespace Infra.Planning;

/// <summary>Reports what the settings ask of SPIRE that it cannot do.</summary>
internal static class SpireChecks
{
    /// <summary>Checks SPIRE's settings, and the roots above its CAs.</summary>
    public static void Check(PlanningContext context, HierarchyPlan trust, IReadOnlyList<RegionIntent> regions)
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
            context.Report.Add(
                path["bundleEndpoints"], "one region alone has nobody to federate with", fix: "name another region's address too, or remove the key");
        }

        if (spire.Istio)
        {
            CheckIstio(context, spire, regions);
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

    /// <summary>Proxies that take their certificates from SPIRE know no roots but those that SPIRE tells them.</summary>
    private static void CheckIstio(PlanningContext context, SpireSettings spire, IReadOnlyList<RegionIntent> regions)
    {
        var path = SettingPaths.Platform["spire"];
        if (context.Settings.Platform.IstioCsr is not null)
        {
            context.Report.Add(
                path["istio"], "proxies have one issuer, and istio-csr is one already", fix: $"remove the key, or {SettingPaths.Platform["istioCsr"]}");
        }

        foreach (var region in regions.Where(region => region.Region.IsAmbient))
        {
            context.Report.Add(
                path["istio"],
                $"region {region.Region.Name} is ambient, and ztunnel asks istiod for the certificates of its node's pods",
                fix: $"remove the key, or give the region {SettingPaths.Regions[region.Region.Name]["dataPlane"]}: sidecar");
        }

        if (context.Report.IsWrongWithin(path["bundleEndpoints"]))
        {
            return;
        }

        foreach (var (region, peer) in regions.SelectMany(region => SpireManifests.Met(region).Select(peer => (region.Region.Name, peer.Name))))
        {
            if (!spire.BundleEndpoints.ContainsKey(region) || !spire.BundleEndpoints.ContainsKey(peer))
            {
                context.Report.Add(
                    path["bundleEndpoints"],
                    $"proxies of {region} would know no root of {peer}, whose workloads they meet, so every handshake with them would fail",
                    fix: $"name the addresses of both regions, or take {peer} out of {SettingPaths.Regions[region]["trusts"]} and remove the calls");
            }
        }
    }
}
