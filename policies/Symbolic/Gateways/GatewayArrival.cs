using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic.Servers;

namespace Policies.Symbolic.Gateways;

/// <summary>How calls of one route of a gateway come to a port of a workload.</summary>
internal sealed record GatewayArrival
{
    /// <summary>The route.</summary>
    public required GatewayRoute Route { get; init; }

    /// <summary>The gateway's call, without a request.</summary>
    public required Call Call { get; init; }

    /// <summary>How the port sees the calls.</summary>
    public required SeenBehind As { get; init; }

    /// <summary>What decides about them there, as conditions on the calls that come to the gateway.</summary>
    public required PortPolicy Policy { get; init; }

    /// <summary>What stops them before, or leaves open whether they arrive: the network, either end's TLS, or trust; null where they arrive.</summary>
    public LayerAnswer? Stopped { get; init; }
}
