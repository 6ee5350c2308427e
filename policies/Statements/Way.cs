using Policies.Model;
using Policies.Symbolic.Servers;

namespace Policies.Statements;

/// <summary>A way on which calls come to a port: straight to its server's proxy, or through the waypoint of one of its services.</summary>
internal sealed record Way
{
    /// <summary>The port whose policies tell calls of this way apart.</summary>
    public required DestinationPort Decides { get; init; }

    /// <summary>The service that is called; null for the address of the pod.</summary>
    public ServiceModel? Service { get; init; }

    /// <summary>The service's port.</summary>
    public ServicePort? ServicePort { get; init; }

    /// <summary>The waypoint that the calls come through; null for none.</summary>
    public Workload? Waypoint { get; init; }

    /// <summary>The waypoints in front of the server, whose connections carry calls of this way's siblings and are none by themselves.</summary>
    public IReadOnlyList<Workload> Carriers { get; init; } = [];
}
