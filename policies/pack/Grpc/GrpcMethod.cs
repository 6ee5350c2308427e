using Google.Protobuf;

namespace Policies.Pack.Grpc;

/// <summary>A method with one request and one response.</summary>
/// <param name="Path">Where gRPC finds it: <c>/package.Service/Method</c>.</param>
/// <param name="Answer">From the request's bytes to the response.</param>
internal sealed record GrpcMethod(string Path, Func<ReadOnlyMemory<byte>, IMessage> Answer)
{
    /// <summary>A method from its function.</summary>
    public static GrpcMethod Of<TRequest>(string path, Func<TRequest, IMessage> answer)
        where TRequest : IMessage<TRequest>, new() =>
        new(path, bytes => answer(GrpcMessage.Parse<TRequest>(bytes)));
}
