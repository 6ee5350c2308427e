using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Tests.Components.Workloads;

/// <summary>A client that sends requests exactly as they are written.</summary>
internal sealed record HttpsClient(int Port, string Host, TestCertificate? Certificate)
{
    public SslProtocols Protocols { get; init; } = SslProtocols.Tls13;

    /// <summary>Sends a request, and returns the status and the body.</summary>
    public async Task<string> AskAsync(string method, string path)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Port);
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = Host,
            EnabledSslProtocols = Protocols,
            ClientCertificateContext = Certificate?.Context,
            // The server's certificate is renewed under another authority in one of the tests; NatsServerTests checks servers' names.
            RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                ((X509Certificate2)certificate!).MatchesHostname(Host) && chain is not null,
        });
        return await AskAsync(tls, method, path);
    }

    /// <summary>Sends a request without TLS, and returns the status and the body.</summary>
    public async Task<string> AskInPlaintextAsync(string method, string path)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Port);
        return await AskAsync(socket.GetStream(), method, path);
    }

    private async Task<string> AskAsync(Stream connection, string method, string path)
    {
        await connection.WriteAsync(Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: {Host}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
        using var reader = new StreamReader(connection);
        var answer = await reader.ReadToEndAsync();
        return $"{answer.Split(' ')[1]} {answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]}";
    }
}
