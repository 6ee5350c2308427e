using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;

namespace Policies.Pack.Grpc;

/// <summary>gRPC over Kestrel's HTTP/2 without TLS, on the loopback address and a free port: what Pulumi's engine dials.</summary>
internal sealed class GrpcServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly IReadOnlyDictionary<string, GrpcMethod> _methods;
    private readonly CancellationToken _stopping;

    private GrpcServer(IEnumerable<GrpcMethod> methods, CancellationToken stopping)
    {
        _methods = methods.ToDictionary(method => method.Path, StringComparer.Ordinal);
        _stopping = stopping;
        // The empty builder reads no environment variable and no file, and writes no log: stdout belongs to the port.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    /// <summary>The port that it listens on.</summary>
    public int Port => new Uri(_application.Urls.Single()).Port;

    /// <summary>Starts to answer.</summary>
    /// <param name="methods">What can be called.</param>
    /// <param name="stopping">Cancelled when the server is to end after the calls that it is answering.</param>
    public static async Task<GrpcServer> StartAsync(IEnumerable<GrpcMethod> methods, CancellationToken stopping)
    {
        var server = new GrpcServer(methods, stopping);
        await server._application.StartAsync(stopping);
        return server;
    }

    /// <summary>Waits for the end: the token of the start, an interrupt, or the system's request to terminate.</summary>
    public Task WaitForEndAsync() => _application.WaitForShutdownAsync(_stopping);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (status, message) = (GrpcStatus.Ok, "");
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-accept-encoding"] = "identity";
        try
        {
            var method = _methods.GetValueOrDefault(context.Request.Path.Value ?? "")
                ?? throw new GrpcException(GrpcStatus.Unimplemented, $"no method {context.Request.Path}");
            var request = await GrpcMessage.ReadAsync(context.Request.Body, context.RequestAborted);
            if (_stopping.IsCancellationRequested)
            {
                throw new GrpcException(GrpcStatus.Cancelled, "the pack is stopping");
            }

            await context.Response.Body.WriteAsync(GrpcMessage.Write(method.Answer(request)), context.RequestAborted);
        }
        catch (GrpcException e)
        {
            (status, message) = (e.Status, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What went wrong is for the developer; its text could hold a part of the request, and that a secret.
            (status, message) = (GrpcStatus.Internal, $"a fault of the policy pack: {e.GetType().Name}");
            await Console.Error.WriteLineAsync($"policy-pack: {context.Request.Path}: {e.GetType().Name}\n{e.StackTrace}");
        }

        context.Response.AppendTrailer("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture));
        if (message.Length > 0)
        {
            context.Response.AppendTrailer("grpc-message", PercentEncoded(message));
        }
    }

    /// <summary>gRPC's form of a message in a trailer: printable ASCII as it is, every other byte of its UTF-8 as <c>%XX</c>.</summary>
    private static string PercentEncoded(string message) => string.Concat(
        Encoding.UTF8.GetBytes(message).Select(octet => octet is >= 0x20 and < 0x7F and not (byte)'%' ? ((char)octet).ToString() : $"%{octet:X2}"));
}
