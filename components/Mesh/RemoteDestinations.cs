using Components.Intent;

namespace Components.Mesh;

/// <summary>The destinations that workloads of a region call in other regions only.</summary>
/// <remarks>
/// A caller resolves a service's name in its own cluster, so such a destination has a Service there too, without endpoints of its own; istiod adds
/// the other clusters' endpoints to it.
/// </remarks>
public static class RemoteDestinations
{
    private static readonly PerIntent<IReadOnlyList<OutboundCall>> Made = new(Make);

    /// <summary>The calls, one for each port of a destination, ordered by namespace, name and port.</summary>
    public static IReadOnlyList<OutboundCall> Of(RegionIntent intent) => Made.Of(intent);

    private static IReadOnlyList<OutboundCall> Make(RegionIntent intent)
    {
        var own = intent.Workloads.Select(workload => (workload.Namespace, workload.Name)).ToHashSet();
        return [.. intent.Workloads
            .SelectMany(workload => workload.Outbound)
            .Where(call => !own.Contains((call.Namespace, call.Name)))
            .DistinctBy(call => (call.Namespace, call.Name, call.PortName))
            .OrderBy(call => call.Namespace, StringComparer.Ordinal)
            .ThenBy(call => call.Name, StringComparer.Ordinal)
            .ThenBy(call => call.Port)];
    }

    /// <summary>The namespaces, ordered by name, that exist in the region for the sake of such destinations only.</summary>
    public static IReadOnlyList<string> NamespacesOf(RegionIntent intent) =>
    [
        .. Of(intent)
            .Select(call => call.Namespace)
            .Distinct()
            .Where(name => !intent.Namespaces.Any(own => own.Name == name)),
    ];
}
