using Manifests;
using Policies;

namespace Infra.Live;

/// <summary>Whether pods have the proxy that their namespace asks for.</summary>
internal static class Proxies
{
    private const string Proxy = "istio-proxy";

    private static readonly string[] ContainerFields = ["containers", "initContainers"];

    /// <summary>The pods without one, in the namespaces whose pods get one by the plan.</summary>
    public static IEnumerable<Finding> Check(RegionPlan plan, LiveCluster cluster)
    {
        var injected = plan.Intent.Namespaces.Where(@namespace => @namespace.Injected).Select(@namespace => @namespace.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, pod) in cluster.OfKind("", "Pod"))
        {
            if (injected.Contains(key.Namespace!) && IsRunning(pod) && !HasProxy(pod))
            {
                yield return new Finding
                {
                    Rule = LiveCatalogue.PodWithoutProxy,
                    Subject = PlannedObjects.Reference(cluster.Region, key),
                    Message = $"its namespace is injected, and it has no container {Proxy}: what it sends is plaintext, and what it receives is not authorized",
                };
            }
        }
    }

    private static bool IsRunning(MapNode pod) => (pod["status"] as MapNode)?["phase"] is ScalarNode { AsString: "Running" };

    // Istio 1.30 injects the proxy as a native sidecar where the cluster has them: an init container that keeps running.
    private static bool HasProxy(MapNode pod) => ContainerFields
        .SelectMany(field => (pod["spec"] as MapNode)?[field] as ListNode ?? [])
        .Any(container => (container as MapNode)?["name"] is ScalarNode { AsString: Proxy });
}
