using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Components.Edge;
using Manifests.GatewayApi.V1;
using Shouldly;
using Tests.Components.Workloads;
using Tests.Support;
using Xunit;

namespace Tests.Components.Edge;

/// <summary>What the edge asks of its clients, proven on a real nginx with the bundle that the Gateway names.</summary>
public sealed class PartnerTlsTests : IDisposable
{
    private const string Host = "sync.home.example";

    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddHours(-1);

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = RunningServer.FreePort();
    private readonly X509Certificate2 _publicAuthority = Authority("public CA");
    private readonly X509Certificate2 _partnerAuthority = Authority("partner CA");

    [Fact]
    public async Task Client_WithoutTheCertificateOfAPartner_IsRefused()
    {
        using var server = await StartAsync();
        using var foreignAuthority = Authority("foreign CA");
        using var partner = Leaf(_partnerAuthority, "friend", "1.3.6.1.5.5.7.3.2");
        using var foreign = Leaf(foreignAuthority, "friend", "1.3.6.1.5.5.7.3.2");
        using var forServers = Leaf(_partnerAuthority, "friend", "1.3.6.1.5.5.7.3.1");

        (await GetAsync(partner)).ShouldBe((HttpStatusCode.OK, "CN=friend"));
        (await GetAsync(null)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await GetAsync(foreign)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await GetAsync(forServers)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    public void Dispose()
    {
        _publicAuthority.Dispose();
        _partnerAuthority.Dispose();
        _folder.Dispose();
    }

    /// <summary>nginx with the listener's certificate, and with the bundle under the file that the Gateway's ConfigMap is read from.</summary>
    private async Task<RunningServer> StartAsync()
    {
        var gateway = EdgeManifests.For(EdgeStack.With()).OfType<Gateway>().Single();
        var listener = gateway.Spec.Listeners.Single(candidate => candidate.Hostname == Host);
        var validation = gateway.Spec.Tls!.Frontend!.PerPort!.Single(port => port.Port == listener.Port).Tls.Validation!;
        validation.Mode.ShouldBe(GatewayValidationMode.AllowValidOnly);
        var bundle = Path.Combine(_folder.Path, validation.CaCertificateRefs.Single().Name);
        File.WriteAllText(bundle, _partnerAuthority.ExportCertificatePem());

        using var certificate = Leaf(_publicAuthority, Host, "1.3.6.1.5.5.7.3.1");
        var served = Path.Combine(_folder.Path, listener.Tls!.CertificateRefs!.Single().Name);
        File.WriteAllText($"{served}.crt", certificate.ExportCertificatePem());
        File.WriteAllText($"{served}.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var configuration = Path.Combine(_folder.Path, "nginx.conf");
        File.WriteAllText(configuration, $$"""
            daemon off;
            pid nginx.pid;
            error_log stderr notice;
            worker_processes 1;
            events { }
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              server {
                listen 127.0.0.1:{{_port}} ssl;
                server_name {{Host}};
                ssl_protocols TLSv1.3;
                ssl_certificate {{served}}.crt;
                ssl_certificate_key {{served}}.key;
                ssl_client_certificate {{bundle}};
                ssl_verify_client on;
                location / { return 200 $ssl_client_s_dn; }
              }
            }
            """);
        var server = new RunningServer(RealProgram.Nginx.Start(["-e", "stderr", "-p", _folder.Path, "-c", configuration]));
        await server.SaysAsync("start worker process ");
        return server;
    }

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(X509Certificate2? certificate)
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, _port, cancellation);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { _publicAuthority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        if (certificate is not null)
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        using var client = new HttpClient(handler);
        using var response = await client.GetAsync(new Uri($"https://{Host}/"));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request.CreateSelfSigned(Start, Start.AddDays(2));
    }

    private static X509Certificate2 Leaf(X509Certificate2 authority, string name, string usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        using var leaf = request.Create(authority, Start, Start.AddDays(1), RandomNumberGenerator.GetBytes(8));
        return leaf.CopyWithPrivateKey(key);
    }
}
