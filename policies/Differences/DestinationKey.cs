using Policies.Symbolic.Servers;

namespace Policies.Differences;

/// <summary>What makes a port of two fleets the same.</summary>
/// <param name="Region">The region.</param>
/// <param name="Namespace">The workload's namespace.</param>
/// <param name="Workload">The workload's name.</param>
/// <param name="Port">The container port.</param>
/// <param name="Host">The host of the service whose calls a waypoint takes there; null elsewhere.</param>
/// <param name="IsHttp">Whether the calls are requests.</param>
internal sealed record DestinationKey(string? Region, string Namespace, string Workload, int Port, string? Host, bool IsHttp)
{
    /// <summary>The key of a port.</summary>
    public static DestinationKey Of(DestinationPort port) =>
        new(port.Cluster.Region, port.Workload.Namespace, port.Workload.Name, port.Number, port.Service?.Host, port.IsHttp);
}
