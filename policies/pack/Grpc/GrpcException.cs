namespace Policies.Pack.Grpc;

/// <summary>A call that ends with another status than <see cref="GrpcStatus.Ok"/>; the message goes to the caller.</summary>
internal sealed class GrpcException(GrpcStatus status, string message) : Exception(message)
{
    /// <summary>What the call ends with.</summary>
    public GrpcStatus Status { get; } = status;
}
