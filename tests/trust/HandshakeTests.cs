using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Shouldly;
using Trust;
using Trust.Issuing;
using Trust.Proof;
using Xunit;

namespace Tests.Trust;

/// <summary>The issued certificates in a real handshake: mutual TLS 1.3 over a pipe in memory.</summary>
public sealed class HandshakeTests
{
    private readonly TestHierarchy _hierarchy = new();

    [Fact]
    public async Task MutualTls13_AcrossRegions_Succeeds()
    {
        var protocol = await Handshake(
            client: Presented(TestHierarchy.Eu, _hierarchy.EuAuthority),
            server: Presented(TestHierarchy.Us, _hierarchy.UsAuthority));

        protocol.ShouldBe(SslProtocols.Tls13);
    }

    [Fact]
    public async Task MutualTls13_ClientWithAForgedIdentity_IsRefusedByTheServer() =>
        await Should.ThrowAsync<AuthenticationException>(() => Handshake(
            client: Presented(TestHierarchy.Us, _hierarchy.EuAuthority),
            server: Presented(TestHierarchy.Us, _hierarchy.UsAuthority)));

    [Fact]
    public async Task MutualTls13_ServerWithAForgedIdentity_IsRefusedByTheClient() =>
        await Should.ThrowAsync<AuthenticationException>(() => Handshake(
            client: Presented(TestHierarchy.Us, _hierarchy.UsAuthority),
            server: Presented(TestHierarchy.Us, _hierarchy.EuAuthority)));

    private static SslStreamCertificateContext Presented(TrustDomain identity, CertificateAuthority issuer)
    {
        using var key = TestKeys.Platform("leaf");
        var leaf = TestHierarchy.Workload(TestHierarchy.Orders(identity), issuer).CopyWithPrivateKey(key);
        return SslStreamCertificateContext.Create(leaf, [issuer.Certificate], offline: true);
    }

    private async Task<SslProtocols> Handshake(SslStreamCertificateContext client, SslStreamCertificateContext server)
    {
        var (clientEnd, serverEnd) = Duplex();
        await using var clientStream = new SslStream(clientEnd);
        await using var serverStream = new SslStream(serverEnd);
        var serverSide = serverStream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = server,
            ClientCertificateRequired = true,
            EnabledSslProtocols = SslProtocols.Tls13,
            CertificateChainPolicy = Policy(),
        });
        var clientSide = clientStream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            ClientCertificateContext = client,
            TargetHost = "orders.shop.svc",
            EnabledSslProtocols = SslProtocols.Tls13,
            CertificateChainPolicy = Policy(),
            // A mesh identity is a URI, which SslStream does not compare; the chain is what is on trial here.
            RemoteCertificateValidationCallback = (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
        });
        await WhenBothEnd(serverSide, serverEnd, clientSide, clientEnd);
        return serverStream.SslProtocol;
    }

    /// <summary>An end that fails closes the pipe, so that the other does not wait for ever; the first failure is the verdict.</summary>
    private static async Task WhenBothEnd(Task serverSide, Stream serverEnd, Task clientSide, Stream clientEnd)
    {
        var first = await Task.WhenAny(serverSide, clientSide);
        if (first.IsFaulted)
        {
            await serverEnd.DisposeAsync();
            await clientEnd.DisposeAsync();
            await Task.WhenAny(Task.WhenAll(serverSide, clientSide), Task.Delay(TimeSpan.FromSeconds(10)));
        }

        await first;
        await Task.WhenAll(serverSide, clientSide);
    }

    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationTime = TestHierarchy.Noon.UtcDateTime,
            VerificationTimeIgnored = false,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.Add(_hierarchy.Root.Certificate);
        return policy;
    }

    private static (Stream Client, Stream Server) Duplex()
    {
        Pipe up = new(), down = new();
        return (new DuplexStream(down.Reader, up.Writer), new DuplexStream(up.Reader, down.Writer));
    }
}
