using System.Globalization;
using Policies.Model;

namespace Policies.Symbolic.Servers;

/// <summary>A port of a workload that calls can arrive at.</summary>
public sealed record DestinationPort
{
    /// <summary>The cluster.</summary>
    public required Cluster Cluster { get; init; }

    /// <summary>The workload.</summary>
    public required Workload Workload { get; init; }

    /// <summary>The container port.</summary>
    public required int Number { get; init; }

    /// <summary>Whether some Service leads to the port or the pod declares it; other ports are open to whoever reaches the pod, too.</summary>
    public required bool IsDeclared { get; init; }

    /// <summary>Whether the calls are HTTP requests; otherwise connections of any kind. A port that declares nothing takes both.</summary>
    public required bool IsHttp { get; init; }

    /// <summary>What the Service says that the port speaks.</summary>
    public PortProtocol Protocol { get; init; }

    /// <summary>The port's name in the Service; null where it has none.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// The service whose calls a waypoint takes on the port, which is then the service's; null elsewhere, and for calls to the addresses of workloads
    /// behind a waypoint.
    /// </summary>
    public ServiceModel? Service { get; init; }

    /// <summary>The short form, such as <c>us/shop/orders:8080</c>; of a waypoint's, <c>us/shop/waypoint for orders.shop.svc.cluster.local:8080</c>.</summary>
    public override string ToString() =>
        $"{Workload}{(Service is null ? "" : $" for {Service.Host}")}:{(IsDeclared ? "" : "other port ")}{Number.ToString(CultureInfo.InvariantCulture)}";
}
