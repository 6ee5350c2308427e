using System.Buffers.Binary;
using Google.Protobuf;

namespace Policies.Pack.Grpc;

/// <summary>
/// gRPC's frame around a message: one byte that says whether it is compressed, four bytes of length in network order, the message
/// (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md).
/// </summary>
internal static class GrpcMessage
{
    private const int PrefixLength = 5;

    /// <summary>The engine's own limit, so that a large stack arrives.</summary>
    private const int LargestLength = 400 * 1024 * 1024;

    /// <summary>
    /// A manifest of n levels is a <c>Struct</c> of 3n. Protobuf's own limit of 100 would stop at 33 levels, less than schemas in CRDs have; this
    /// one is met long before the stack ends.
    /// </summary>
    private const int LargestDepth = 1000;

    /// <summary>Reads the one message of a request.</summary>
    /// <exception cref="GrpcException">It is too large, compressed, cut off, or followed by another.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, CancellationToken cancellation)
    {
        var prefix = new byte[PrefixLength];
        var read = await body.ReadAtLeastAsync(prefix, PrefixLength, throwOnEndOfStream: false, cancellation);
        if (read < PrefixLength)
        {
            throw new GrpcException(GrpcStatus.InvalidArgument, "the request ends before its message begins");
        }

        if (prefix[0] != 0)
        {
            throw new GrpcException(GrpcStatus.Unimplemented, "the message is compressed; this server reads plain messages");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix.AsSpan(1));
        if (length > LargestLength)
        {
            throw new GrpcException(GrpcStatus.ResourceExhausted, $"the message has {length} bytes; at most {LargestLength} are read");
        }

        return await ReadAsync(body, (int)length, cancellation);
    }

    /// <summary>The frame of a response.</summary>
    public static byte[] Write(IMessage message)
    {
        var length = message.CalculateSize();
        var frame = new byte[PrefixLength + length];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)length);
        message.WriteTo(frame.AsSpan(PrefixLength));
        return frame;
    }

    /// <summary>The message that bytes are.</summary>
    /// <exception cref="GrpcException">They are none, or nested too deep.</exception>
    public static TMessage Parse<TMessage>(ReadOnlyMemory<byte> bytes)
        where TMessage : IMessage<TMessage>, new()
    {
        var message = new TMessage();
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            message.MergeFrom(CodedInputStream.CreateWithLimits(stream, LargestLength, LargestDepth));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new GrpcException(GrpcStatus.InvalidArgument, $"the request is no {message.Descriptor.Name}: {e.Message}");
        }

        return message;
    }

    /// <summary>Grows with what arrives, so that a length alone, which anybody can write, allocates nothing.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, int length, CancellationToken cancellation)
    {
        using var message = new MemoryStream();
        var chunk = new byte[81920];
        for (int read; (read = await body.ReadAsync(chunk, cancellation)) > 0;)
        {
            if (message.Length + read > length)
            {
                throw new GrpcException(GrpcStatus.InvalidArgument, "the request holds more than one message");
            }

            message.Write(chunk, 0, read);
        }

        return message.Length == length
            ? message.GetBuffer().AsMemory(0, length)
            : throw new GrpcException(GrpcStatus.InvalidArgument, $"the message ends after {message.Length} of {length} bytes");
    }
}
