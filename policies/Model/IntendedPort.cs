namespace Policies.Model;

/// <summary>A port of a server, and everyone who is meant to call it.</summary>
public sealed record IntendedPort
{
    /// <summary>The container port.</summary>
    public required int Number { get; init; }

    /// <summary>What the port takes; null for gateways, whose listeners no PeerAuthentication decides about.</summary>
    public IntendedTransport? Transport { get; init; }

    /// <summary>The calls that are meant to be allowed. Every other one is meant to be refused.</summary>
    public required IReadOnlyList<IntendedCall> Calls { get; init; }
}
