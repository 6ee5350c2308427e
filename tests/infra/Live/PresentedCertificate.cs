using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Tests.Infra.Live;

/// <summary>The admin port of a Linkerd proxy: TLS with the proxy's certificate for whoever asks for its name, and nothing but 404 inside of it.</summary>
internal sealed class PresentedCertificate : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? _certificate;
    private readonly Task _serving;

    /// <param name="name">The DNS name in the certificate; null for a port without TLS.</param>
    /// <param name="end">Its end.</param>
    public PresentedCertificate(string? name, DateTimeOffset end)
    {
        _certificate = name is null ? null : Issue(name, end);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>The names that clients asked for.</summary>
    public List<string?> Asked { get; } = [];

    public void Dispose()
    {
        _listener.Stop();
        _serving.Wait(TimeSpan.FromSeconds(10));
        _certificate?.Dispose();
    }

    private static X509Certificate2 Issue(string name, DateTimeOffset end)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(end.AddDays(-1), end);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return;
        }

        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificateSelectionCallback = (_, name) =>
                {
                    Asked.Add(name);
                    return _certificate;
                },
            });
            await tls.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"));
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // The client had seen enough.
        }
    }
}
