namespace Components.Intent;

/// <summary>Limits on the connections to a workload, as Istio's <c>DestinationRule</c> states them.</summary>
public sealed record ConnectionPool
{
    /// <summary>Most TCP connections to the service; null leaves Istio's default.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>Most concurrent HTTP/2 requests; null leaves Istio's default.</summary>
    public int? MaxRequests { get; init; }

    /// <summary>Requests after which a connection is closed; null leaves Istio's default.</summary>
    public int? MaxRequestsPerConnection { get; init; }
}
