using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tests.Support;

/// <summary>A server on the loopback address that answers as a test tells it to, on a port that the system chooses as it starts.</summary>
internal sealed class HttpAnswers : IDisposable
{
    private readonly WebApplication _server;

    /// <summary>Starts one.</summary>
    /// <param name="answer">Status and body for a method, a path with its query, and a request's body.</param>
    public HttpAnswers(Func<string, string, string, (int Status, string Body)> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(exchange => AnswerAsync(exchange, answer));
        _server.Start();
        Address = _server.Urls.Single();
    }

    public string Address { get; }

    /// <summary>Ends it; nobody listens on its port any more.</summary>
    public void Dispose() => ((IDisposable)_server).Dispose();

    private static async Task AnswerAsync(HttpContext exchange, Func<string, string, string, (int Status, string Body)> answer)
    {
        using var reader = new StreamReader(exchange.Request.Body, Encoding.UTF8);
        var target = exchange.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var (status, body) = answer(exchange.Request.Method, target, await reader.ReadToEndAsync());
        exchange.Response.StatusCode = status;
        exchange.Response.ContentType = "application/json";
        await exchange.Response.WriteAsync(body);
    }
}
