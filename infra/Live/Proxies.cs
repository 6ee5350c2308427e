using Components.Intent;
using Manifests;
using Policies;

namespace Infra.Live;

/// <summary>Whether pods have the proxy that their namespace asks for.</summary>
internal static class Proxies
{
    private static readonly string[] ContainerFields = ["containers", "initContainers"];

    /// <summary>The pods without one, in the namespaces whose pods get one by the plan.</summary>
    public static IEnumerable<Finding> Check(RegionPlan plan, LiveCluster cluster)
    {
        var planes = plan.Intent.Namespaces.ToDictionary(own => own.Name, own => own.DataPlane, StringComparer.Ordinal);
        foreach (var (key, pod) in cluster.OfKind("", "Pod"))
        {
            if (Container(planes.GetValueOrDefault(key.Namespace!)) is { } proxy && IsRunning(pod) && !HasContainer(pod, proxy))
            {
                yield return new Finding
                {
                    Rule = LiveCatalogue.PodWithoutProxy,
                    Subject = PlannedObjects.Reference(cluster.Region, key),
                    Message = $"its namespace is injected, and it has no container {proxy}: what it sends is plaintext, and what it receives is not authorized",
                };
            }
        }
    }

    /// <summary>The container that a data plane puts into each pod; null where it puts none.</summary>
    public static string? Container(DataPlaneKind? plane) => plane switch
    {
        DataPlaneKind.Sidecar => "istio-proxy",
        DataPlaneKind.Linkerd => "linkerd-proxy",
        _ => null,
    };

    private static bool IsRunning(MapNode pod) => (pod["status"] as MapNode)?["phase"] is ScalarNode { AsString: "Running" };

    /// <summary>
    /// Whether a pod has a container. Istio 1.30 injects its proxy as a native sidecar where the cluster has them: an init container that keeps running.
    /// </summary>
    public static bool HasContainer(MapNode pod, string name) => ContainerFields
        .SelectMany(field => (pod["spec"] as MapNode)?[field] as ListNode ?? [])
        .Any(container => (container as MapNode)?["name"] is ScalarNode { AsString: { } own } && own == name);
}
