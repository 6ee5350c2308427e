namespace Policies.Pack.Grpc;

/// <summary>How a call ended, in the numbers of gRPC's <c>grpc-status</c>; those that this server gives.</summary>
internal enum GrpcStatus
{
    /// <summary>The response is complete.</summary>
    Ok = 0,

    /// <summary>The engine asked the pack to stop.</summary>
    Cancelled = 1,

    /// <summary>The request is not the message that the method takes.</summary>
    InvalidArgument = 3,

    /// <summary>The message is larger than the limit.</summary>
    ResourceExhausted = 8,

    /// <summary>There is no such method, or the message is compressed.</summary>
    Unimplemented = 12,

    /// <summary>A fault of this program.</summary>
    Internal = 13,
}
