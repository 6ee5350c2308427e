using System.Net;
using System.Text;
using Tests.Components.Workloads;

namespace Tests.Support;

/// <summary>A server on the loopback address that answers as a test tells it to.</summary>
internal sealed class HttpAnswers : IDisposable
{
    private const int Tries = 20;

    private readonly HttpListener _listener;
    private readonly Task _answering;

    /// <summary>Starts one.</summary>
    /// <param name="answer">Status and body for a method, a path with its query, and a request's body.</param>
    public HttpAnswers(Func<string, string, string, (int Status, string Body)> answer)
    {
        (_listener, Address) = Listening();
        _answering = AnswerAsync(answer);
    }

    public string Address { get; }

    /// <summary>Ends it; nobody listens on its port any more.</summary>
    public void Dispose()
    {
        if (_answering.IsCompleted)
        {
            return;
        }

        _listener.Stop();
        _answering.Wait(TimeSpan.FromSeconds(10));
        _listener.Close();
    }

    /// <summary>Another process may take a port between the look at it and the start.</summary>
    private static (HttpListener Listener, string Address) Listening()
    {
        for (var tries = 1; ; tries++)
        {
            var (listener, address) = (new HttpListener(), $"http://127.0.0.1:{RunningServer.FreePort()}");
            listener.Prefixes.Add($"{address}/");
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (tries < Tries)
            {
                listener.Close();
            }
        }
    }

    private async Task AnswerAsync(Func<string, string, string, (int Status, string Body)> answer)
    {
        while (_listener.IsListening)
        {
            HttpListenerContext exchange;
            try
            {
                exchange = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(exchange.Request.InputStream, Encoding.UTF8);
            var (status, body) = answer(exchange.Request.HttpMethod, exchange.Request.RawUrl ?? "/", await reader.ReadToEndAsync());
            exchange.Response.StatusCode = status;
            exchange.Response.ContentType = "application/json";
            exchange.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: true);
        }
    }
}
