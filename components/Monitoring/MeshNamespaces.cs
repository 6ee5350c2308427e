using Components.Intent;

namespace Components.Monitoring;

/// <summary>The namespaces whose pods are in the mesh.</summary>
internal static class MeshNamespaces
{
    /// <summary>The namespaces with at least one mesh workload, in the intent's order.</summary>
    public static IReadOnlyList<string> Of(RegionIntent intent) =>
        With(intent, space => space.Injected, workload => workload.InMesh);

    /// <summary>The namespaces with at least one workload of Linkerd's mesh, in the intent's order.</summary>
    public static IReadOnlyList<string> OfLinkerd(RegionIntent intent) =>
        With(intent, space => space.InLinkerd, workload => workload.InLinkerd);

    /// <summary>Those of them whose pods have sidecars: all, or none in an ambient region.</summary>
    public static IReadOnlyList<string> WithSidecars(RegionIntent intent) => intent.Region.IsAmbient ? [] : Of(intent);

    private static IReadOnlyList<string> With(RegionIntent intent, Func<NamespaceIntent, bool> isMeant, Func<Workload, bool> isIn)
    {
        var used = intent.Workloads.Where(isIn).Select(workload => workload.Namespace).ToHashSet(StringComparer.Ordinal);
        return [.. intent.Namespaces.Where(space => isMeant(space) && used.Contains(space.Name)).Select(space => space.Name)];
    }
}
