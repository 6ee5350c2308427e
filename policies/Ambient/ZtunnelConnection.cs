using Policies.Network;

namespace Policies.Ambient;

/// <summary>What ztunnel knows of a connection to one of its node's workloads.</summary>
/// <param name="Principal">The peer's identity without <c>spiffe://</c>; null where the connection did not come through a tunnel.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Destination">The workload that it goes to.</param>
/// <param name="Port">The port of the workload's application.</param>
public sealed record ZtunnelConnection(string? Principal, NetworkEndpoint Source, NetworkEndpoint Destination, int Port)
{
    /// <summary>The peer's namespace; null where it has no identity, or one that names none.</summary>
    public string? Namespace => Segment("ns");

    /// <summary>The peer's service account; null where it has no identity, or one that names none.</summary>
    public string? ServiceAccount => Segment("sa");

    private string? Segment(string name) =>
        Principal?.Split('/') is [_, "ns", var @namespace, "sa", var account] ? name == "ns" ? @namespace : account : null;
}
