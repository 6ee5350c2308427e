using System.Globalization;
using Manifests;

namespace Infra.Operations;

/// <summary>Whether a restart has gone through, by the numbers that <c>kubectl rollout status</c> looks at.</summary>
internal static class Rollout
{
    /// <summary>What is missing; null where nothing is.</summary>
    /// <param name="workload">A Deployment, StatefulSet or DaemonSet.</param>
    public static string? Problem(MapNode workload)
    {
        var status = workload["status"] as MapNode ?? [];
        var isDaemon = (workload["kind"] as ScalarNode)?.AsString == "DaemonSet";
        var wanted = isDaemon ? Number(status, "desiredNumberScheduled") : Number(workload["spec"] as MapNode ?? [], "replicas", 1);
        var updated = Number(status, isDaemon ? "updatedNumberScheduled" : "updatedReplicas");
        var ready = Number(status, isDaemon ? "numberReady" : "readyReplicas");
        var all = isDaemon ? wanted : Number(status, "replicas");
        return Number(status, "observedGeneration") < Number(workload["metadata"] as MapNode ?? [], "generation") ? "its controller has not seen it yet"
            : updated < wanted ? Of(updated, "are new")
            : all > updated ? $"{all - updated} old pods are still there"
            : ready < wanted ? Of(ready, "are ready")
            : null;

        string Of(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} of {wanted} pods {what}");
    }

    private static long Number(MapNode map, string key, long otherwise = 0) =>
        long.TryParse((map[key] as ScalarNode)?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
