namespace Infra.Settings;

/// <summary>Limits on the connections to a service.</summary>
internal sealed record ConnectionPoolSettings
{
    [Setting("Most TCP connections", Minimum = "1", Maximum = "2147483647")]
    public int? MaxConnections { get; init; }

    [Setting("Most concurrent HTTP/2 requests", Minimum = "1", Maximum = "2147483647")]
    public int? MaxRequests { get; init; }

    [Setting("Requests after which a connection is closed", Minimum = "1", Maximum = "2147483647")]
    public int? MaxRequestsPerConnection { get; init; }
}
