using Policies.Network;

namespace Policies.Linkerd;

/// <summary>The client of a connection as the server's proxy sees it.</summary>
/// <param name="Identity">The name in its certificate; null where the connection is not mutual TLS of the mesh.</param>
/// <param name="Address">Where it connects from.</param>
public sealed record LinkerdClient(string? Identity, NetworkEndpoint Address);
