using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Tests.Components.Workloads;

/// <summary>
/// A client that speaks just enough of the NATS protocol: the server's INFO in plaintext, then TLS, then CONNECT and what the test sends.
/// </summary>
internal sealed record NatsClient(int Port, string ServerName, string RootPem, TestCertificate? Certificate)
{
    public SslProtocols Protocols { get; init; } = SslProtocols.Tls13;

    /// <summary>Sends the lines and a PING, and returns what the server answered until its PONG.</summary>
    /// <exception cref="NatsRefusedException">The server ended the connection before that.</exception>
    public async Task<string> SendAsync(params string[] lines)
    {
        try
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync("127.0.0.1", Port);
            await ReadAsync(tcp.GetStream(), "\r\n");
            await using var tls = await UpgradeAsync(tcp.GetStream());
            string[] commands = ["""CONNECT {"verbose":false,"pedantic":true,"tls_required":true}""", .. lines, "PING", ""];
            await tls.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", commands)));
            return await ReadAsync(tls, "PONG\r\n");
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            throw new NatsRefusedException(e.Message, e);
        }
    }

    /// <summary>Subscribes, has messages sent again and again, and says whether one of them came before the limit.</summary>
    public async Task<bool> ReceiveAsync(string subscription, Func<Task> send, TimeSpan limit)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", Port);
        await ReadAsync(tcp.GetStream(), "\r\n");
        await using var tls = await UpgradeAsync(tcp.GetStream());
        await tls.WriteAsync(Encoding.ASCII.GetBytes($$"""CONNECT {"verbose":false,"pedantic":true,"tls_required":true}""" + $"\r\n{subscription}\r\nPING\r\n"));
        await ReadAsync(tls, "PONG\r\n");
        using var waiting = new CancellationTokenSource(limit);
        var answer = ReadUntilAsync(tls, "MSG ", waiting.Token);
        while (!answer.IsCompleted)
        {
            await send();
            await Task.WhenAny(answer, Task.Delay(200));
        }

        return await answer;
    }

    private static async Task<bool> ReadUntilAsync(SslStream stream, string sign, CancellationToken limit)
    {
        var buffer = new byte[4096];
        var text = "";
        try
        {
            while (!text.Contains(sign, StringComparison.Ordinal))
            {
                var count = await stream.ReadAsync(buffer, limit);
                text += count > 0 ? Encoding.ASCII.GetString(buffer, 0, count) : throw new IOException($"the server hung up after '{text.Trim()}'");
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<SslStream> UpgradeAsync(NetworkStream plaintext)
    {
        using var root = X509Certificate2.CreateFromPem(RootPem);
        var tls = new SslStream(plaintext);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = ServerName,
            EnabledSslProtocols = Protocols,
            ClientCertificateContext = Certificate?.Context,
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { root },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        });
        return tls;
    }

    private static async Task<string> ReadAsync(Stream stream, string end)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[4096];
        var text = "";
        while (!text.EndsWith(end, StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, limit.Token);
            text += count > 0 ? Encoding.ASCII.GetString(buffer, 0, count) : throw new IOException($"the server hung up after '{text.Trim()}'");
        }

        return text;
    }
}

/// <summary>The server refused the client.</summary>
internal sealed class NatsRefusedException(string message, Exception inner) : Exception(message, inner);
