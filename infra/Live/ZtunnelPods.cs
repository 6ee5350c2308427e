using Manifests;

namespace Infra.Live;

/// <summary>The ready ztunnels of a cluster, by node: the pods that the chart labels <c>app: ztunnel</c>.</summary>
internal sealed class ZtunnelPods(LiveCluster cluster)
{
    private readonly Dictionary<string, ObjectKey> _nodes = cluster.OfKind("", "Pod")
        .Where(entry => Proxies.Text((entry.Value["metadata"] as MapNode)?["labels"], "app") == "ztunnel" && Conditions.Problem(entry.Value, "Ready") is null)
        .GroupBy(entry => Node(entry.Value), entry => entry.Key)
        .ToDictionary(node => node.Key, node => node.First(), StringComparer.Ordinal);

    /// <summary>The one on the node of a pod; null where there is none.</summary>
    public ObjectKey? Beside(MapNode pod) => _nodes.GetValueOrDefault(Node(pod));

    private static string Node(MapNode pod) => Proxies.Text(pod["spec"], "nodeName") ?? "";
}
