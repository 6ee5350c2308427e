namespace Policies.Model;

/// <summary>A request by which the kubelet asks a container how it is: always a <c>GET</c>.</summary>
/// <param name="Port">The container port.</param>
/// <param name="Path">The path, without a query.</param>
public sealed record HttpProbe(int Port, string Path);
