using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Trust.Verification;
using Trust.X509;

namespace Trust.Proof;

/// <summary>One mutual TLS 1.3 handshake over a pipe in memory, by the platform's TLS (on Linux OpenSSL).</summary>
/// <remarks>
/// Identities are compared as Istio configures Envoy: the server wants a client whose one URI name begins with <c>spiffe://&lt;domain&gt;/</c> of
/// an accepted trust domain, the client wants a server whose URI name is exactly one of those expected. Linkerd's DNS names are compared alike. Sessions are never resumed: a
/// resumed one would not look at the certificates again.
/// </remarks>
internal sealed class Handshake(HandshakePeer client, HandshakePeer server, DateTimeOffset at)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private volatile Verdict? _client;
    private volatile Verdict? _server;

    /// <summary>Shakes hands.</summary>
    /// <exception cref="InvalidOperationException">It failed although no side refused, which is a fault of the program or the platform.</exception>
    /// <exception cref="TimeoutException">A side hangs, which is another.</exception>
    internal async Task<HandshakeOutcome> RunAsync()
    {
        Pipe up = new(Inline), down = new(Inline);
        await using var clientEnd = new DuplexStream(down.Reader, up.Writer);
        await using var serverEnd = new DuplexStream(up.Reader, down.Writer);
        await using var clientStream = new SslStream(clientEnd);
        await using var serverStream = new SslStream(serverEnd);
        Task[] sides = [serverStream.AuthenticateAsServerAsync(ServerOptions()), clientStream.AuthenticateAsClientAsync(ClientOptions())];

        var first = await Task.WhenAny(sides).WaitAsync(Limit);
        if (first.IsFaulted)
        {
            // The other side must not wait for what will never come.
            await clientEnd.DisposeAsync();
            await serverEnd.DisposeAsync();
        }

        try
        {
            await Task.WhenAll(sides).WaitAsync(Limit);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or ObjectDisposedException or InvalidOperationException
            && (_client?.Reason ?? _server?.Reason) is not null)
        {
            // A side refused, and its verdict says why.
        }

        return new HandshakeOutcome(_client ?? throw new InvalidOperationException("the client was shown no certificate"), _server);
    }

    private static PipeOptions Inline { get; } =
        new(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false);

    private SslServerAuthenticationOptions ServerOptions() => new()
    {
        ServerCertificateContext = server.Leaf.Context,
        ClientCertificateRequired = true,
        EnabledSslProtocols = SslProtocols.Tls13,
        AllowTlsResume = false,
        CertificateChainPolicy = server.PolicyAt(at),
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            Judge(HandshakeSide.Server, certificate, chain, errors, server.Accepts),
    };

    private SslClientAuthenticationOptions ClientOptions() => new()
    {
        ClientCertificateContext = client.Leaf.Context,
        TargetHost = ProofIdentity.Host.Name,
        EnabledSslProtocols = SslProtocols.Tls13,
        AllowTlsResume = false,
        CertificateChainPolicy = client.PolicyAt(at),
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            Judge(HandshakeSide.Client, certificate, chain, errors, client.ExpectedNames.Contains),
    };

    private bool Judge(HandshakeSide side, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, Func<string, bool> isWanted)
    {
        // A sidecar's certificate has no DNS name; who the server is, its URI says.
        var relevant = errors & ~SslPolicyErrors.RemoteCertificateNameMismatch;
        var reason = certificate is not X509Certificate2 leaf ? "there is no certificate"
            : relevant != SslPolicyErrors.None ? Words(chain)
            : Name(SubjectAlternativeNames.Of(leaf)) is not { } name ? "it has not exactly one URI name"
            : !isWanted(name) ? $"its name {name} is not one of those {(side == HandshakeSide.Server ? "accepted" : "expected")}"
            : null;
        if (side == HandshakeSide.Client)
        {
            _client = new Verdict(reason);
        }
        else
        {
            _server = new Verdict(reason);
        }

        return reason is null;
    }

    /// <summary>The one URI name; of a certificate without any, the one DNS name, which is how Linkerd writes identities.</summary>
    private static string? Name(SubjectAlternativeNames names) => names switch
    {
        { Uris: [var uri] } => uri,
        { Uris: [], DnsNames: [var name] } => name,
        _ => null,
    };

    private static string Words(X509Chain? chain)
    {
        var reasons = chain?.ChainElements
            .SelectMany(element => element.ChainElementStatus.Select(status => ChainStatusFinding.Clause(status.Status, Name(element.Certificate))))
            .Concat(chain.ChainStatus.Where(status => status.Status == X509ChainStatusFlags.PartialChain).Select(_ => "no chain leads to a root of the store"))
            .Distinct().ToList();
        return reasons is { Count: > 0 } ? string.Join("; ", reasons) : "the chain is refused";
    }

    private static string Name(X509Certificate2 certificate) => certificate.Subject.Length > 0 ? $"'{certificate.Subject}'" : "the leaf";
}
