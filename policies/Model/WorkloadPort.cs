using Policies.Network;

namespace Policies.Model;

/// <summary>A port that a pod declares.</summary>
/// <param name="Number">The container port.</param>
/// <param name="Name">The port's name, by which Services and NetworkPolicies may refer to it; null when it has none.</param>
/// <param name="Protocol">The transport that it takes. The default is TCP.</param>
public sealed record WorkloadPort(int Number, string? Name = null, NetworkProtocol Protocol = NetworkProtocol.Tcp);
