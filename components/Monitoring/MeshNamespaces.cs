using Components.Intent;

namespace Components.Monitoring;

/// <summary>The namespaces whose pods have sidecars.</summary>
internal static class MeshNamespaces
{
    /// <summary>The injected namespaces with at least one mesh workload, in the intent's order.</summary>
    public static IReadOnlyList<string> Of(RegionIntent intent) =>
    [
        .. from space in intent.Namespaces
           where space.Injected && intent.Workloads.Any(workload => workload.InMesh && workload.Namespace == space.Name)
           select space.Name,
    ];
}
