using Components.Intent;
using Manifests;
using Policies.Model;
using Workload = Policies.Model.Workload;

namespace Infra.Live;

/// <summary>The pods that run for a workload of a plan: those whose labels are the workload's, unless they are about to end.</summary>
internal sealed class RunningPods
{
    private static readonly string[] Over = ["Succeeded", "Failed"];

    private readonly Workload _workload;

    private RunningPods(Workload workload, IReadOnlyList<MapNode> pods) => (_workload, All) = (workload, pods);

    /// <summary>The pods.</summary>
    public IReadOnlyList<MapNode> All { get; }

    /// <summary>Those that take connections.</summary>
    public IReadOnlyList<MapNode> Ready => [.. All.Where(pod => Conditions.Problem(pod, "Ready") is null)];

    /// <summary>Finds them.</summary>
    public static RunningPods Of(Workload workload, LiveCluster cluster) => new(workload,
    [
        .. cluster.OfKind("", "Pod").Where(entry => entry.Key.Namespace == workload.Namespace).Select(entry => entry.Value).Where(pod => IsOf(workload, pod)),
    ]);

    /// <summary>
    /// The workload as its pods are: their service account, labels and address, and the proxy that each of them has. One without counts for all, since
    /// a call may be made by it or reach it.
    /// </summary>
    public Workload Observed(string trustDomain)
    {
        if (All is not [var first, ..])
        {
            return _workload;
        }

        var hasProxies = All.All(HasProxy);
        var account = Text(first["spec"], "serviceAccountName") ?? ObjectNames.DefaultServiceAccount;
        return _workload with
        {
            DataPlane = hasProxies ? _workload.DataPlane : DataPlane.None,
            ServiceAccount = account,
            Identity = _workload.Identity is null || !hasProxies ? null
                : account == _workload.ServiceAccount ? _workload.Identity
                : ObjectNames.Identity(trustDomain, _workload.Namespace, account),
            Labels = Labels(first).Concat(_workload.Labels).DistinctBy(label => label.Key).ToDictionary(StringComparer.Ordinal),
            Ip = Text(first["status"], "podIP"),
        };
    }

    private bool HasProxy(MapNode pod) => _workload.DataPlane switch
    {
        DataPlane.Sidecar => Proxies.HasContainer(pod, Proxies.Container(DataPlaneKind.Sidecar)!),
        DataPlane.Linkerd => Proxies.HasContainer(pod, Proxies.Container(DataPlaneKind.Linkerd)!),
        DataPlane.Ambient => Proxies.IsRedirected(pod),
        _ => true,
    };

    private static bool IsOf(Workload workload, MapNode pod)
    {
        var labels = Labels(pod).ToDictionary(StringComparer.Ordinal);
        return (pod["metadata"] as MapNode)?["deletionTimestamp"] is null
            && !Over.Contains(Text(pod["status"], "phase"))
            && workload.Labels.All(label => label.Key == WellKnownLabels.TlsMode || (labels.TryGetValue(label.Key, out var own) && own == label.Value));
    }

    private static IEnumerable<KeyValuePair<string, string>> Labels(MapNode pod) =>
        ((pod["metadata"] as MapNode)?["labels"] as MapNode ?? []).Select(label => KeyValuePair.Create(label.Key, (label.Value as ScalarNode)?.Text ?? ""));

    private static string? Text(Node? map, string key) => ((map as MapNode)?[key] as ScalarNode)?.AsString;
}
