using Components.Intent;
using Manifests;
using Policies;
using Policies.Model;

namespace Infra.Live;

/// <summary>Whether pods have the proxy that their namespace asks for.</summary>
internal static class Proxies
{
    /// <summary>The container of Istio's sidecars.</summary>
    public const string Istio = "istio-proxy";

    /// <summary>The container of Linkerd's.</summary>
    public const string Linkerd = "linkerd-proxy";

    // istio-cni says so once it has led the pod's connections to the node's ztunnel.
    private const string Redirection = "ambient.istio.io/redirection";

    private static readonly string[] ContainerFields = ["containers", "initContainers"];

    /// <summary>The pods without one, in the namespaces whose pods get one by the plan.</summary>
    public static IEnumerable<Finding> Check(RegionPlan plan, LiveCluster cluster)
    {
        var planes = plan.Intent.Namespaces.ToDictionary(own => own.Name, own => own.DataPlane, StringComparer.Ordinal);
        var ztunnels = new ZtunnelPods(cluster);
        foreach (var (key, pod) in cluster.OfKind("", "Pod"))
        {
            if (IsRunning(pod) && Problem(planes.GetValueOrDefault(key.Namespace!), pod, ztunnels) is { } problem)
            {
                yield return new Finding
                {
                    Rule = LiveCatalogue.PodWithoutProxy,
                    Subject = PlannedObjects.Reference(cluster.Region, key),
                    Message = $"{problem}: what it sends is plaintext, and what it receives is not authorized",
                };
            }
        }
    }

    /// <summary>The container that a data plane puts into each pod; null where it puts none.</summary>
    public static string? Container(DataPlaneKind? plane) => plane switch
    {
        DataPlaneKind.Sidecar => Istio,
        DataPlaneKind.Linkerd => Linkerd,
        _ => null,
    };

    /// <summary>Whether a pod runs.</summary>
    public static bool IsRunning(MapNode pod) => Text(pod["status"], "phase") == "Running";

    /// <summary>Whether the connections of a pod lead through its node's ztunnel.</summary>
    public static bool IsRedirected(MapNode pod) => Text((pod["metadata"] as MapNode)?["annotations"], Redirection) == "enabled";

    /// <summary>
    /// Whether a pod has a container. Istio 1.30 injects its proxy as a native sidecar where the cluster has them: an init container that keeps running.
    /// </summary>
    public static bool HasContainer(MapNode pod, string name) => FindContainer(pod, name) is not null;

    /// <summary>A container of a pod; null where there is none of that name.</summary>
    public static MapNode? FindContainer(MapNode pod, string name) => ContainerFields
        .SelectMany(field => (pod["spec"] as MapNode)?[field] as ListNode ?? [])
        .OfType<MapNode>()
        .FirstOrDefault(container => Text(container, "name") == name);

    /// <summary>The text of a field; null where there is none.</summary>
    public static string? Text(Node? map, string key) => ((map as MapNode)?[key] as ScalarNode)?.AsString;

    private static string? Problem(DataPlaneKind? plane, MapNode pod, ZtunnelPods ztunnels) => plane switch
    {
        DataPlaneKind.Sidecar when !HasContainer(pod, Istio) => $"its namespace is injected, and it has no container {Istio}",
        DataPlaneKind.Linkerd when !HasContainer(pod, Linkerd) => $"its namespace is injected, and it has no container {Linkerd}",
        // A waypoint is a proxy itself.
        DataPlaneKind.Ambient when HasContainer(pod, Istio) => null,
        DataPlaneKind.Ambient when !IsRedirected(pod) => $"its namespace is ambient, and {WhyNotRedirected(pod)}",
        DataPlaneKind.Ambient when ztunnels.Beside(pod) is null => $"its namespace is ambient, and no ztunnel is ready on its node {Text(pod["spec"], "nodeName")}",
        _ => null,
    };

    private static string WhyNotRedirected(MapNode pod) =>
        Text((pod["metadata"] as MapNode)?["labels"], WellKnownLabels.DataPlaneMode) == "none" ? $"its label {WellKnownLabels.DataPlaneMode} is none"
        : (pod["spec"] as MapNode)?["hostNetwork"] is ScalarNode { Text: "true" } ? "it is in the network of its node"
        : $"istio-cni has not led its connections to the node's ztunnel (no annotation {Redirection}: enabled)";
}
