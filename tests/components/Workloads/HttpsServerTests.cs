using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Components.Intent;
using Components.Workloads;
using Manifests.CertManager.V1;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Workloads;

/// <summary>The rendered nginx.conf of a plain HTTPS service, proven on a real nginx before a real application.</summary>
public sealed class HttpsServerTests : IDisposable
{
    private const string Host = "pricing.shop.svc.cluster.local";

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly int _port = RunningServer.FreePort();
    private readonly TcpListener _application = new(IPAddress.Loopback, 0);

    public HttpsServerTests()
    {
        _application.Start();
        _ = AnswerAsync();
    }

    [Fact]
    public void Configuration_HoldsEachCallerToItsMethodsAndPaths() => Golden.Matches(
        HttpsConfiguration.For(
            ServerIntents.Https(
                8443,
                ServerIntents.From("billing") with { Methods = ["GET"], Paths = ["/prices", "/prices/*"] },
                ServerIntents.From("worker") with { Methods = ["PUT", "POST"], Paths = ["/prices/{*}/discount", "/bulk/{**}/run"] },
                ServerIntents.From("billing", ServerIntents.Eu)),
            HttpsFiles.InPod),
        "components/Workloads/https.golden.conf");

    [Fact]
    public async Task Caller_MayMakeTheRequestsOfTheIntent_AndNoOthers()
    {
        using var server = await StartAsync(
            ServerIntents.From("billing") with { Methods = ["GET"], Paths = ["/prices", "/prices/*"] },
            ServerIntents.From("worker") with { Methods = ["PUT"], Paths = ["/prices/{*}/discount"] },
            ServerIntents.From("admin"));

        (await Ask("billing", "GET", "/prices")).ShouldBe("200 CN=billing,OU=shop,O=us.mesh.example GET /prices");
        (await Ask("billing", "GET", "/prices/7?currency=eur")).ShouldBe("200 CN=billing,OU=shop,O=us.mesh.example GET /prices/7?currency=eur");
        (await Ask("admin", "DELETE", "/anything")).ShouldStartWith("200 CN=admin");
        (await Ask("worker", "PUT", "/prices/7/discount")).ShouldStartWith("200");
        foreach (var (caller, method, path) in new[]
        {
            ("billing", "POST", "/prices"),
            ("billing", "GET", "/pricesheet"),
            ("billing", "GET", "/admin"),
            ("worker", "GET", "/prices/7/discount"),
            ("worker", "PUT", "/prices/7/8/discount"),
            ("worker", "PUT", "/prices//discount"),
            // What the application might read in another way than nginx.
            ("billing", "GET", "/prices/../admin"),
            ("billing", "GET", "/prices/%2e%2e/admin"),
            ("billing", "GET", "/prices/..%2fadmin"),
            ("billing", "GET", "/prices/..\\admin"),
            ("billing", "GET", "//prices"),
            ("billing", "GET", "/admin?/prices"),
        })
        {
            (await Ask(caller, method, path)).ShouldStartWith("403", customMessage: $"{caller} {method} {path}");
        }
    }

    [Fact]
    public async Task Client_ThatTheIntentDoesNotKnow_IsRefused()
    {
        using var server = await StartAsync(ServerIntents.From("billing"));

        (await Ask("billing", "GET", "/")).ShouldStartWith("200");
        (await Ask("orders", "GET", "/")).ShouldStartWith("403");
        (await Ask(Client("billing", ServerIntents.Eu), "GET", "/")).ShouldStartWith("403");
        (await Ask((TestCertificate?)null, "GET", "/")).ShouldStartWith("400");
        using var stranger = new TestAuthority();
        (await Ask(Client("billing", ServerIntents.Us, stranger), "GET", "/")).ShouldStartWith("400");
        await Should.ThrowAsync<Exception>(() => Ask(Client("billing", ServerIntents.Us), "GET", "/", SslProtocols.Tls12));
    }

    [Fact]
    public async Task Server_WithoutCallers_LetsNobodyIn()
    {
        using var server = await StartAsync();

        (await Ask("billing", "GET", "/")).ShouldStartWith("403");
    }

    [Fact]
    public async Task Server_OnItsSignal_TakesTheRenewedCertificate()
    {
        using var server = await StartAsync(ServerIntents.From("billing"));
        using var renewed = new TestAuthority();

        Configure(renewed, ServerIntents.From("billing"));
        RealProgram.Nginx.Run(["-p", _folder.Path, "-c", Path.Combine(_folder.Path, HttpsConfiguration.FileName), "-s", "reload"]).ExitCode.ShouldBe(0);
        await server.SaysAsync("gracefully shutting down");

        (await Ask(Client("billing", ServerIntents.Us, renewed), "GET", "/")).ShouldStartWith("200");
    }

    public void Dispose()
    {
        _application.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    private async Task<RunningServer> StartAsync(params Caller[] callers)
    {
        var configuration = Configure(_authority, callers);
        var server = new RunningServer(RealProgram.Nginx.Start(["-p", _folder.Path, "-c", configuration, "-g", "daemon off;"]));
        await server.SaysAsync("start worker process");
        return server;
    }

    private string Configure(TestAuthority authority, params Caller[] callers)
    {
        var server = ServerIntents.Https(_port, callers) with { Backend = ((IPEndPoint)_application.LocalEndpoint).Port };
        var manifest = HttpsManifests.For(ServerIntents.Intent(server), ServerIntents.Lifetime).OfType<Certificate>().Single();
        using var certificate = authority.Issue(manifest, ServerIntents.Us);
        var files = new HttpsFiles
        {
            Tls = new TlsFiles
            {
                Certificate = _folder.Write("tls.crt", certificate.ChainPem),
                Key = _folder.Write("tls.key", certificate.KeyPem),
                TrustBundle = _folder.Write("roots.pem", authority.RootPem),
            },
            RuntimeFolder = _folder.Path,
            Log = Path.Combine(_folder.Path, "calls.log"),
        };
        return _folder.Write(HttpsConfiguration.FileName, HttpsConfiguration.For(server, files));
    }

    private TestCertificate Client(string name, Region region, TestAuthority? authority = null) =>
        (authority ?? _authority).Issue(ServerIntents.ClientCertificate(name, region, ServerIntents.Https(_port)), region);

    private async Task<string> Ask(string caller, string method, string path)
    {
        using var certificate = Client(caller, ServerIntents.Us);
        return await Ask(certificate, method, path);
    }

    private Task<string> Ask(TestCertificate? client, string method, string path, SslProtocols protocols = SslProtocols.Tls13) =>
        new HttpsClient(_port, Host, client) { Protocols = protocols }.AskAsync(method, path);

    /// <summary>The application: says who nginx says that asks, and for what.</summary>
    private async Task AnswerAsync()
    {
        while (true)
        {
            using var socket = await Accept();
            if (socket is null)
            {
                return;
            }

            using var reader = new StreamReader(socket.GetStream(), leaveOpen: true);
            var request = await reader.ReadLineAsync() ?? "";
            var subject = "";
            for (var line = await reader.ReadLineAsync(); !string.IsNullOrEmpty(line); line = await reader.ReadLineAsync())
            {
                subject = line.StartsWith("X-Client-Subject: ", StringComparison.OrdinalIgnoreCase) ? line["X-Client-Subject: ".Length..] : subject;
            }

            var body = $"{subject} {request.Replace(" HTTP/1.1", "", StringComparison.Ordinal)}";
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
        }
    }

    private async Task<TcpClient?> Accept()
    {
        try
        {
            return await _application.AcceptTcpClientAsync();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }
}
