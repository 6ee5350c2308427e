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
        var findings = new List<Finding>();
        foreach (var cluster in clusters)
        {
            var region = plan.Regions.Single(candidate => candidate.Name == cluster.Region);
            findings.AddRange(cluster.MissingKinds.Select(kind => new Finding
            {
                Rule = LiveCatalogue.MissingKind,
                Message = $"region {cluster.Region}: the cluster does not know {kind}",
            }));
            findings.AddRange(PlannedObjects.Check(region, cluster));
            findings.AddRange(Readiness.Check(cluster, now));
            findings.AddRange(Proxies.Check(region, cluster));
        }

        findings.AddRange(BundleCopies.Check([.. clusters.Select(cluster => (cluster, bundles[cluster.Region]))]));
        return findings;
    }
}
