using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Shouldly;
using Tests.Components.Workloads;
using Tests.Support;
using Tests.Trust;
using Trust;
using Trust.Issuing;
using Trust.X509;
using Xunit;

namespace Tests.Infra.Hermetic;

/// <summary>A real nginx that trusts a rendered bundle and asks for a client certificate: whom it lets in.</summary>
public sealed class NginxTests : IDisposable
{
    private static readonly RealProgram Nginx = new(File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx", "nginx");

    private readonly TemporaryFolder _folder = new();
    private byte[] _server = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ClientsOfEveryRegion_AreLetIn_AndThoseOfAnotherRootAreNot()
    {
        var plan = EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, "staging", new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull());
        var run = await HermeticRun.OfAsync(plan);
        // nginx has no clock of its own choice: what is presented to it is issued for today, under the hermetic run's real CAs.
        var life = new Validity(Second(DateTimeOffset.UtcNow.AddHours(-1)), Second(DateTimeOffset.UtcNow.AddHours(1)));
        var us = Authority(run, "us", 1);
        var port = RunningServer.FreePort();
        using var server = new RunningServer(Nginx.Start(["-p", _folder.Path, "-c", Configuration(run, us, life, port), "-g", "daemon off; error_log stderr notice;"]));
        await server.SaysAsync("start worker process");

        (await Ask(port, Client("us", us, life), us)).ShouldBe("SUCCESS spiffe-checked-elsewhere");
        (await Ask(port, Client("eu", Authority(run, "eu", 2), life), Authority(run, "eu", 2))).ShouldBe("SUCCESS spiffe-checked-elsewhere");
        // A CA of the same names below a root that is in no bundle.
        (await Ask(port, Client("us", Stranger(life), life), Stranger(life))).ShouldStartWith("FAILED");
        // The thief of the EU's CA as a workload of the US.
        (await Ask(port, Client("us", Authority(run, "eu", 2), life), Authority(run, "eu", 2))).ShouldStartWith("FAILED");
        (await Ask(port, null, us)).ShouldStartWith("NONE");
    }

    private string Configuration(HermeticRun run, CertificateAuthority authority, Validity life, int port)
    {
        using var key = TestKeys.Platform("nginx");
        var leaf = CertificateIssuer.IssueAnyway(
            CertificateProfiles.Server([DnsName.Parse("nginx.shop.svc")], null, life), TestKeys.Create("nginx").PublicKey, authority);
        _server = leaf.RawData;
        _folder.Write("server.pem", CertificatePem.Write(leaf) + CertificatePem.Write(authority.Certificate));
        _folder.Write("server.key", key.ExportPkcs8PrivateKeyPem());
        _folder.Write("bundle.pem", ((ImmutableDictionary<string, string>)run.Outputs["bundles"].Value!)["us"]);
        return _folder.Write("nginx.conf", $$"""
            pid {{_folder.Path}}/nginx.pid;
            worker_processes 1;
            events { worker_connections 64; }
            http {
              access_log off;
              client_body_temp_path {{_folder.Path}}/body;
              proxy_temp_path {{_folder.Path}}/proxy;
              fastcgi_temp_path {{_folder.Path}}/fastcgi;
              uwsgi_temp_path {{_folder.Path}}/uwsgi;
              scgi_temp_path {{_folder.Path}}/scgi;
              server {
                listen 127.0.0.1:{{port}} ssl;
                ssl_protocols TLSv1.3;
                ssl_certificate {{_folder.Path}}/server.pem;
                ssl_certificate_key {{_folder.Path}}/server.key;
                ssl_client_certificate {{_folder.Path}}/bundle.pem;
                ssl_verify_client optional;
                ssl_verify_depth 2;
                # nginx answers a client that it refuses with status 400 before any location; this page says why.
                error_page 400 495 496 = /verdict;
                location / { return 200 "$ssl_client_verify spiffe-checked-elsewhere"; }
                location /verdict { return 200 "$ssl_client_verify"; }
              }
            }
            """);
    }

    private static X509Certificate2 Client(string region, CertificateAuthority authority, Validity life) => CertificateIssuer.IssueAnyway(
        CertificateProfiles.Workload(SpiffeId.ForServiceAccount(TrustDomain.Parse($"{region}.mesh.staging.acme.example"), "shop", "web"), life),
        TestKeys.Create("client").PublicKey,
        authority);

    private async Task<string> Ask(int port, X509Certificate2? client, CertificateAuthority authority)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(socket.GetStream());
        using var key = TestKeys.Platform("client");
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "nginx.shop.svc",
            EnabledSslProtocols = SslProtocols.Tls13,
            ClientCertificateContext = client is null ? null : SslStreamCertificateContext.Create(client.CopyWithPrivateKey(key), [authority.Certificate], offline: true),
            // The server's chain is not on trial here; that it is this server's is enough.
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetRawCertData().SequenceEqual(_server) == true,
        });
        await tls.WriteAsync("GET / HTTP/1.1\r\nHost: nginx.shop.svc\r\nConnection: close\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(tls);
        var answer = await reader.ReadToEndAsync();
        return answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
    }

    private static CertificateAuthority Authority(HermeticRun run, string region, int generation)
    {
        using var key = HermeticKeys.Instance.PrivateKey("P256", "tls:index/privateKey:PrivateKey", $"{region}-pki-mesh-key-g{generation}");
        return CertificateAuthority.FromPem(
            ((ImmutableDictionary<string, string>)run.Outputs["meshCertificates"].Value!)[region], key.ExportPkcs8PrivateKeyPem());
    }

    private static CertificateAuthority Stranger(Validity life)
    {
        var (rootKey, key) = (TestKeys.Create("another root"), TestKeys.Create("another CA"));
        var root = new CertificateAuthority(
            CertificateIssuer.SelfSign(CertificateProfiles.Root("us-2026", "staging", life, KeyAlgorithm.EcdsaP256), rootKey), rootKey);
        var domain = TrustDomain.Parse("us.mesh.staging.acme.example");
        var profile = CertificateProfiles.RegionalIntermediate(
            "us mesh CA g1", domain, life, KeyAlgorithm.EcdsaP256, NameConstraints.ForRegion(domain, DnsName.Parse("cluster.local")));
        return new CertificateAuthority(CertificateIssuer.Issue(profile, key.PublicKey, root), key);
    }

    private static DateTimeOffset Second(DateTimeOffset instant) => new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
