using Policies;
using Trust.Bundles;

namespace Infra.Live;

/// <summary>Holds running clusters to a plan.</summary>
internal static class Verification
{
    /// <summary>Everything that is not as it should be.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="clusters">The cluster of every region.</param>
    /// <param name="now">The instant to judge certificates by.</param>
    public static IReadOnlyList<Finding> Of(EnvironmentPlan plan, IReadOnlyList<LiveCluster> clusters, DateTimeOffset now)
    {
        var bundles = BundlePlan.Of(plan.Trust);
        return
        [
            .. InParallel.Map(clusters, cluster => Of(plan.Regions.Single(region => region.Name == cluster.Region), cluster, now)).SelectMany(findings => findings),
            .. BundleCopies.Check([.. clusters.Select(cluster => (cluster, bundles[cluster.Region]))]),
        ];
    }

    private static List<Finding> Of(RegionPlan region, LiveCluster cluster, DateTimeOffset now) =>
    [
        .. cluster.MissingKinds.Select(kind => new Finding { Rule = LiveCatalogue.MissingKind, Message = $"region {cluster.Region}: the cluster does not know {kind}" }),
        .. PlannedObjects.Check(region, cluster),
        .. Readiness.Check(cluster, now),
        .. Proxies.Check(region, cluster),
    ];
}
