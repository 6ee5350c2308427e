using Policies.Model;

namespace Policies.Istio;

/// <summary>Whether a policy applies to a workload (<c>WorkloadPolicyMatcher</c>).</summary>
public static class PolicyAttachment
{
    private const string GatewayGroup = "gateway.networking.k8s.io";

    /// <summary>Whether an AuthorizationPolicy or RequestAuthentication of the given namespace applies to the workload.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="services">The services that a waypoint stands in front of; ignored for other workloads.</param>
    /// <param name="mesh">The mesh's settings.</param>
    /// <param name="policyNamespace">The policy's namespace.</param>
    /// <param name="selector">The selector's labels; null for none.</param>
    /// <param name="targets">The target references, <c>targetRefs</c> before <c>targetRef</c>.</param>
    public static bool Applies(
        Workload workload,
        IReadOnlyList<ServiceModel> services,
        MeshSettings mesh,
        string policyNamespace,
        IReadOnlyDictionary<string, string>? selector,
        IReadOnlyList<PolicyTarget> targets)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(mesh);
        ArgumentNullException.ThrowIfNull(targets);
        var isWaypoint = workload.DataPlane is DataPlane.Waypoint;
        if (!workload.Labels.TryGetValue(WellKnownLabels.GatewayName, out var gateway))
        {
            return targets.Count == 0 && selector.Matches(workload.Labels);
        }

        if (targets.Count == 0)
        {
            return !isWaypoint && mesh.SelectsGatewaysByLabel && selector.Matches(workload.Labels);
        }

        return targets.Any(target => (isWaypoint && NamesWhatWaypointServes(target, services, mesh, policyNamespace))
            || (policyNamespace == workload.Namespace
                && (string.IsNullOrEmpty(target.Namespace) || target.Namespace == workload.Namespace)
                && target.Is(GatewayGroup, "Gateway")
                && target.Name == gateway));
    }

    private static bool NamesWhatWaypointServes(
        PolicyTarget target,
        IReadOnlyList<ServiceModel> services,
        MeshSettings mesh,
        string policyNamespace)
    {
        var registry = target.Is("", "Service") ? ServiceRegistry.Kubernetes
            : target.Is("networking.istio.io", "ServiceEntry") ? ServiceRegistry.External
            : (ServiceRegistry?)null;
        return registry is not null
            ? services.Any(service => service.Name == target.Name && service.Namespace == policyNamespace && service.Registry == registry)
            : policyNamespace == mesh.RootNamespace && target.Is(GatewayGroup, "GatewayClass") && target.Name == "istio-waypoint";
    }
}
