using Components.Intent;

namespace Infra.Planning;

/// <summary>One permission in one region: a caller that may call a port of a service there.</summary>
internal sealed record ResolvedCall
{
    /// <summary>The service that is called.</summary>
    public required ResolvedService Destination { get; init; }

    /// <summary>The region in which it is called.</summary>
    public required string Region { get; init; }

    /// <summary>The name of the port.</summary>
    public required string Port { get; init; }

    /// <summary>The permission as components see it.</summary>
    public required Caller Caller { get; init; }

    /// <summary>The calling service; null for callers that are no services.</summary>
    public ResolvedService? Source { get; init; }

    /// <summary>The region that the calling service calls from; null for callers that are no services.</summary>
    public string? SourceRegion { get; init; }

    /// <summary>Whether the call leaves its region.</summary>
    public bool IsRemote => SourceRegion is not null && SourceRegion != Region;
}
