namespace Policies.Model;

/// <summary>A workload with a proxy, and what it is meant to take on each port.</summary>
public sealed record IntendedServer
{
    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The workload's name.</summary>
    public required string Name { get; init; }

    /// <summary>The ports that somebody may call. Every other port is meant to refuse everybody.</summary>
    public required IReadOnlyList<IntendedPort> Ports { get; init; }

    /// <summary>What its other ports take, before they refuse; null for gateways.</summary>
    public IntendedTransport? OtherPorts { get; init; }
}
