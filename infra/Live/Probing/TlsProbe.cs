using System.ComponentModel;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Infra.Live.Probing;

/// <summary>Connects to a server as different clients would. It looks at everything and trusts nothing: what is sent is judged elsewhere.</summary>
/// <param name="endpoint">The server.</param>
/// <param name="dialect">How it is spoken to.</param>
/// <param name="serverName">The name in the client's TLS (SNI).</param>
/// <param name="limit">How long one connection may take.</param>
internal sealed class TlsProbe(TlsEndpoint endpoint, Dialect dialect, string serverName, TimeSpan limit)
{
    /// <summary>Protocols that the client offers in TLS (ALPN), in order.</summary>
    public IReadOnlyList<string> Alpn { get; init; } = [];

    /// <summary>Connects with TLS.</summary>
    /// <param name="certificate">The client's certificate; null for none.</param>
    /// <param name="protocols">The versions that the client offers.</param>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public async Task<ProbedHandshake> HandshakeAsync(SslStreamCertificateContext? certificate, SslProtocols protocols)
    {
        using var time = new CancellationTokenSource(limit);
        using var tcp = await ConnectAsync(time.Token);
        List<X509Certificate2> chain = [];
        try
        {
            if (await dialect.OpenAsync(tcp.GetStream(), time.Token) is { } problem)
            {
                return new ProbedHandshake { Answer = Answer.Refused(problem) };
            }

            await using var tls = new SslStream(tcp.GetStream());
            var options = Options(certificate, protocols, chain);
            return await OverAsync(tls, options, chain, time.Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or Win32Exception)
        {
            return new ProbedHandshake { Answer = Answer.Refused(Words(e)), Chain = chain };
        }
        catch (OperationCanceledException)
        {
            return new ProbedHandshake { Answer = Answer.Silent(), Chain = chain };
        }
    }

    /// <summary>Connects without TLS.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public async Task<Answer> PlaintextAsync()
    {
        using var time = new CancellationTokenSource(limit);
        using var tcp = await ConnectAsync(time.Token);
        try
        {
            return await dialect.GreetInPlaintextAsync(tcp.GetStream(), time.Token);
        }
        catch (IOException)
        {
            return Answer.Refused("it reset the connection");
        }
        catch (OperationCanceledException)
        {
            return Answer.Silent();
        }
    }

    private async Task<ProbedHandshake> OverAsync(SslStream tls, SslClientAuthenticationOptions options, List<X509Certificate2> chain, CancellationToken time)
    {
        await tls.AuthenticateAsClientAsync(options, time);
        var handshake = new ProbedHandshake
        {
            Answer = Answer.Silent(),
            Protocol = tls.SslProtocol,
            CipherSuite = tls.NegotiatedCipherSuite.ToString(),
            Chain = chain,
        };
        try
        {
            return handshake with { Answer = await dialect.GreetAsync(tls, time) };
        }
        catch (Exception e) when (e is AuthenticationException or IOException or Win32Exception)
        {
            return handshake with { Answer = Answer.Refused(Words(e)) };
        }
        catch (OperationCanceledException)
        {
            return handshake;
        }
    }

    private async Task<TcpClient> ConnectAsync(CancellationToken time)
    {
        var tcp = new TcpClient();
        try
        {
            await tcp.ConnectAsync(endpoint.Host, endpoint.Port, time);
            return tcp;
        }
        catch (OperationCanceledException)
        {
            tcp.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch (SocketException)
        {
            tcp.Dispose();
            throw;
        }
    }

    private SslClientAuthenticationOptions Options(SslStreamCertificateContext? certificate, SslProtocols protocols, List<X509Certificate2> chain) => new()
    {
        TargetHost = serverName,
        EnabledSslProtocols = protocols,
        ClientCertificateContext = certificate,
        ApplicationProtocols = Alpn.Count == 0 ? null : [.. Alpn.Select(name => new SslApplicationProtocol(name))],
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, leaf, sent, _) =>
        {
            // The platform hands over what the server sent besides its certificate in the chain's extra store.
            chain.AddRange(new[] { leaf }.OfType<X509Certificate2>().Concat(sent?.ChainPolicy.ExtraStore ?? [])
                .DistinctBy(each => each.Thumbprint)
                .Select(each => X509CertificateLoader.LoadCertificate(each.RawData)));
            return true;
        },
    };

    /// <summary>What went wrong, as OpenSSL names it where it does: <c>error:0A00045C:SSL routines::tlsv13 alert certificate required</c>.</summary>
    private static string Words(Exception exception)
    {
        const string mark = "SSL routines::";
        for (var each = exception; each is not null; each = each.InnerException)
        {
            if (each.Message.LastIndexOf(mark, StringComparison.Ordinal) is >= 0 and var at)
            {
                return $"TLS: {each.Message[(at + mark.Length)..].Trim()}";
            }
        }

        return exception is IOException ? "it ended the connection" : exception.GetBaseException().Message.TrimEnd('.');
    }
}
