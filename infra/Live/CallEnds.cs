using Policies;
using Policies.Model;

namespace Infra.Live;

/// <summary>What of a running cluster may concern a call: its ends, their namespaces, and what holds for the whole mesh.</summary>
internal static class CallEnds
{
    /// <summary>The findings.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="clusters">The cluster of every region.</param>
    /// <param name="call">The call.</param>
    /// <param name="all">Everything that is not as planned.</param>
    public static IEnumerable<Finding> Findings(EnvironmentPlan plan, IReadOnlyList<LiveCluster> clusters, Call call, IReadOnlyList<Finding> all)
    {
        List<Workload> ends = [.. new[] { (call.From as Caller.OfWorkload)?.Workload, call.To }.OfType<Workload>()];
        return ends.Distinct().SelectMany(end => Pods(clusters, end)).Concat(all.Where(finding => Concerns(plan, ends, finding)));
    }

    private static IEnumerable<Finding> Pods(IReadOnlyList<LiveCluster> clusters, Workload end)
    {
        if (clusters.FirstOrDefault(cluster => cluster.Region == end.Region) is { } cluster && RunningPods.Of(end, cluster) is { Ready.Count: 0 } pods)
        {
            yield return new Finding
            {
                Rule = LiveCatalogue.NoReadyPod,
                Subject = new ObjectReference { Region = end.Region, Kind = end.Kind, Namespace = end.Namespace, Name = end.Name },
                Message = pods.All is [var first, ..]
                    ? $"of {pods.All.Count} pods none is ready: {Conditions.Problem(first, "Ready")}"
                    : $"no pod has the labels {string.Join(", ", end.Labels.Where(label => label.Key != WellKnownLabels.TlsMode).Select(label => $"{label.Key}={label.Value}"))}",
            };
        }
    }

    private static bool Concerns(EnvironmentPlan plan, List<Workload> ends, Finding finding) => finding.Subject is not { } subject
        || ends.Exists(end => subject.Region == end.Region && (IsNear(subject, end.Namespace) || IsNear(subject, RootNamespace(plan, end))));

    private static bool IsNear(ObjectReference subject, string @namespace) =>
        subject.Namespace == @namespace || (subject.Namespace is null && (subject.Kind != "Namespace" || subject.Name == @namespace));

    private static string RootNamespace(EnvironmentPlan plan, Workload end) =>
        plan.Regions.Single(region => region.Name == end.Region).Intent.Mesh.RootNamespace;
}
