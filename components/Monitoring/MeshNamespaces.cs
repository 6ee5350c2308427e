using Components.Intent;

namespace Components.Monitoring;

/// <summary>The namespaces whose pods are in the mesh.</summary>
internal static class MeshNamespaces
{
    /// <summary>The namespaces with at least one mesh workload, in the intent's order.</summary>
    public static IReadOnlyList<string> Of(RegionIntent intent) =>
    [
        .. from space in intent.Namespaces
           where space.Injected && intent.Workloads.Any(workload => workload.InMesh && workload.Namespace == space.Name)
           select space.Name,
    ];

    /// <summary>The namespaces with at least one workload of Linkerd's mesh, in the intent's order.</summary>
    public static IReadOnlyList<string> OfLinkerd(RegionIntent intent) =>
    [
        .. intent.Namespaces
            .Where(space => space.InLinkerd && intent.Workloads.Any(workload => workload.InLinkerd && workload.Namespace == space.Name))
            .Select(space => space.Name),
    ];

    /// <summary>Those of them whose pods have sidecars: all, or none in an ambient region.</summary>
    public static IReadOnlyList<string> WithSidecars(RegionIntent intent) => intent.Region.IsAmbient ? [] : Of(intent);
}
