namespace Components.Intent;

/// <summary>One permission: a source, and the requests that it may make to the port on which it stands.</summary>
public sealed record Caller
{
    /// <summary>Who calls.</summary>
    public required CallSource Source { get; init; }

    /// <summary>The HTTP methods; empty means every method. Always empty on ports that carry no HTTP.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The paths in AuthorizationPolicy's forms (exact, <c>/x/*</c>, <c>{*}</c>, <c>{**}</c>); empty means every path.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The public names whose requests the ingress gateway hands on; empty for other callers, and where no edge is set up.</summary>
    public IReadOnlyList<EdgeHost> Hosts { get; init; } = [];

    /// <summary>NATS subjects, or Redis channels, that the caller may publish to; empty on other servers.</summary>
    public IReadOnlyList<string> Publish { get; init; } = [];

    /// <summary>NATS subjects, or Redis channels, that the caller may subscribe to; empty on other servers.</summary>
    public IReadOnlyList<string> Subscribe { get; init; } = [];

    /// <summary>Patterns of Redis keys that the caller may read; empty on other servers.</summary>
    public IReadOnlyList<string> ReadKeys { get; init; } = [];

    /// <summary>Patterns of Redis keys that the caller may read and write; empty on other servers.</summary>
    public IReadOnlyList<string> WriteKeys { get; init; } = [];

    /// <summary>The PostgreSQL role that the caller becomes; null on other servers.</summary>
    public string? Role { get; init; }

    /// <summary>The exception under which an unauthenticated source may call; null for sources with an identity.</summary>
    public PolicyException? Exception { get; init; }
}
