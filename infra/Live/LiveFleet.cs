using Infra.Planning;
using Policies.Model;

namespace Infra.Live;

/// <summary>Running clusters as policies/ sees them: the objects that are there, and the plan's workloads as their pods are.</summary>
internal static class LiveFleet
{
    /// <summary>The fleet of all regions.</summary>
    public static Fleet Of(EnvironmentPlan plan, IReadOnlyList<LiveCluster> clusters) =>
        new() { Clusters = [.. clusters.Select(cluster => Of(plan.Regions.Single(region => region.Name == cluster.Region), cluster))] };

    private static Cluster Of(RegionPlan plan, LiveCluster live)
    {
        var known = PlanFleet.Known(plan);
        var pods = known.Workloads.Select(workload => RunningPods.Of(workload, live)).ToList();
        var counted = pods.SelectMany(own => own.All).ToHashSet(ReferenceEqualityComparer.Instance);
        var cluster = ManifestInventory.Read(live.Objects.Where(manifest => !counted.Contains(manifest)), known with
        {
            Mesh = live.OfKind("", "ConfigMap").Any(entry => entry.Key.Name == "istio" && entry.Key.Namespace == plan.Intent.Mesh.RootNamespace) ? null : known.Mesh,
            Workloads = [.. pods.Select(own => own.Observed(plan.Intent.Region.TrustDomain.Name))],
            Intent = null,
        });

        // Which roots proxies trust is in Secrets and in memory: verify compares the bundles.
        return cluster with { Mesh = cluster.Mesh with { TrustedRoots = known.Mesh?.TrustedRoots, OwnRoot = known.Mesh?.OwnRoot } };
    }
}
