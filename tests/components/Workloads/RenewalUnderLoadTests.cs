using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Components.Workloads;
using Manifests.CertManager.V1;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Workloads;

/// <summary>
/// What spiffe-helper does to a server's files, while clients connect: it writes certificate, key and bundle in place, one after the other, and the reloader
/// signals in the midst of it. No handshake may fail, and the new certificate has to be served in the end.
/// </summary>
public sealed class RenewalUnderLoadTests : IDisposable
{
    private const int Renewals = 4;
    private const int Clients = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly int _port = RunningServer.FreePort();
    private readonly int _otherPort = RunningServer.FreePort();
    private string _served = "";

    [Fact]
    public async Task Nginx_ReloadedInTheMidstOfARenewal_FailsNoHandshake()
    {
        var intended = ServerIntents.Https(_port, ServerIntents.From("billing")) with { Backend = _otherPort };
        var manifest = HttpsManifests.For(ServerIntents.Intent(intended), ServerIntents.Lifetime).OfType<Certificate>().Single();
        WriteTo(manifest, signal: null);
        var configuration = _folder.Write(
            HttpsConfiguration.FileName,
            HttpsConfiguration.For(intended, new HttpsFiles { Tls = Files, RuntimeFolder = _folder.Path, Log = Path.Combine(_folder.Path, "calls.log") }));
        using var server = new RunningServer(RealProgram.Nginx.Start(["-p", _folder.Path, "-c", configuration, "-g", "daemon off;"]));
        await server.SaysAsync("start worker process");
        using var client = _authority.Issue(ServerIntents.ClientCertificate("billing", ServerIntents.Us, ServerIntents.Https(_port)), ServerIntents.Us);

        // No application stands behind it: an answer of nginx's own says that the handshake was made.
        await RenewUnderLoadAsync(
            manifest,
            () => RealProgram.Nginx.Run(["-p", _folder.Path, "-c", configuration, "-s", "reload"]),
            async () => (await new HttpsClient(_port, "pricing.shop.svc.cluster.local", client).AskAsync("GET", "/")).ShouldStartWith("502"));

        await ServesAsync(readsFirst: false, client);
    }

    [Fact]
    public async Task Nats_ReloadedInTheMidstOfARenewal_FailsNoHandshake()
    {
        var broker = ServerIntents.Nats(_port, ServerIntents.From("orders") with { Publish = ["orders.>"] });
        var manifest = NatsManifests.For(ServerIntents.Intent(broker), ServerIntents.Lifetime).OfType<Certificate>().Single();
        WriteTo(manifest, signal: null);
        var configuration = _folder.Write(
            NatsConfiguration.FileName,
            NatsConfiguration.For(broker, new NatsFiles { Tls = Files, ProcessId = Path.Combine(_folder.Path, "nats.pid"), MonitoringPort = _otherPort }));
        using var server = new RunningServer(RealProgram.NatsServer.Start(["-c", configuration]));
        await server.SaysAsync("Server is ready");
        using var client = _authority.Issue(ServerIntents.ClientCertificate("orders", ServerIntents.Us, ServerIntents.Nats(_port)), ServerIntents.Us);

        await RenewUnderLoadAsync(
            manifest,
            () => RealProgram.NatsServer.Run(["--signal", $"reload={server.ProcessId}"]),
            async () => (await new NatsClient(_port, "events.shop.svc.cluster.local", _authority.RootPem, client).SendAsync("PUB orders.new 2\r\nhi")).ShouldBe("PONG\r\n"));

        await ServesAsync(readsFirst: true, client);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private TlsFiles Files => new()
    {
        Certificate = Path.Combine(_folder.Path, "tls.crt"),
        Key = Path.Combine(_folder.Path, "tls.key"),
        TrustBundle = Path.Combine(_folder.Path, "roots.pem"),
    };

    private async Task RenewUnderLoadAsync(Certificate manifest, Action signal, Func<Task> connect)
    {
        using var enough = new CancellationTokenSource();
        var loads = Enumerable.Range(0, Clients).Select(_ => Task.Run(() => LoadAsync(connect, enough.Token))).ToList();
        for (var renewal = 0; renewal < Renewals; renewal++)
        {
            await Task.Delay(100);
            WriteTo(manifest, signal);
        }

        await Task.Delay(500);
        await enough.CancelAsync();
        var made = await Task.WhenAll(loads);
        made.Sum().ShouldBeGreaterThan(Renewals * Clients);
    }

    /// <summary>Connects again and again; what fails ends the test.</summary>
    private static async Task<int> LoadAsync(Func<Task> connect, CancellationToken enough)
    {
        var made = 0;
        for (; !enough.IsCancellationRequested; made++)
        {
            await connect();
        }

        return made;
    }

    /// <summary>
    /// In place and in spiffe-helper's order (pkg/disk/x509.go); a signal comes with half a certificate there, with the old key, with half a key, and at last.
    /// </summary>
    private void WriteTo(Certificate manifest, Action? signal)
    {
        using var issued = _authority.Issue(manifest, ServerIntents.Us);
        using var leaf = X509Certificate2.CreateFromPem(issued.ChainPem);
        _served = leaf.Thumbprint;
        foreach (var (file, text) in new[] { (Files.Certificate, issued.ChainPem), (Files.Key, issued.KeyPem), (Files.TrustBundle, _authority.RootPem) })
        {
            if (signal is not null)
            {
                File.WriteAllText(file, text[..(text.Length / 2)]);
                signal();
            }

            File.WriteAllText(file, text);
            signal?.Invoke();
        }
    }

    private async Task ServesAsync(bool readsFirst, TestCertificate client)
    {
        var seen = "";
        for (var attempt = 0; attempt < 50 && seen != _served; attempt++)
        {
            await Task.Delay(100);
            seen = await PresentedAsync(readsFirst, client);
        }

        seen.ShouldBe(_served);
    }

    private async Task<string> PresentedAsync(bool readsFirst, TestCertificate client)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", _port);
        if (readsFirst)
        {
            var byteRead = new byte[1];
            while (byteRead[0] != '\n')
            {
                await socket.GetStream().ReadExactlyAsync(byteRead);
            }
        }

        await using var tls = new SslStream(socket.GetStream());
        var presented = "";
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls13,
            ClientCertificateContext = client.Context,
            // Whose it is was checked by the clients before; here it is compared byte for byte, so any that has one will do.
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                presented = (certificate as X509Certificate2)?.Thumbprint ?? "";
                return presented.Length > 0;
            },
        });
        return presented;
    }
}
