using System.Security.Authentication;
using Components.Intent;
using Components.Workloads;
using Manifests.CertManager.V1;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Workloads;

/// <summary>The rendered nats.conf, proven on a real server.</summary>
public sealed class NatsServerTests : IDisposable
{
    private const string Host = "events.shop.svc.cluster.local";

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly int _port = RunningServer.FreePort();
    private readonly int _monitoringPort = RunningServer.FreePort();

    [Fact]
    public async Task Client_WithTheIntentsIdentity_MayDoExactlyWhatTheIntentSays()
    {
        using var server = await StartAsync(
            ServerIntents.From("orders") with { Publish = ["orders.>"], Subscribe = ["stock.*"] },
            ServerIntents.From("audit") with { Subscribe = [">"] },
            ServerIntents.From("orders", ServerIntents.Eu) with { Publish = ["orders.eu"] });

        (await Send(Client("orders"), "PUB orders.new 2\r\nhi", "SUB stock.low 1")).ShouldBe("PONG\r\n");
        (await Send(Client("orders"), "PUB stock.low 2\r\nhi")).ShouldContain("Permissions Violation for Publish to \"stock.low\"");
        (await Send(Client("orders"), "SUB orders.new 1")).ShouldContain("Permissions Violation for Subscription to \"orders.new\"");
        (await Send(Client("audit"), "SUB > 1")).ShouldBe("PONG\r\n");
        (await Send(Client("audit"), "PUB orders.new 2\r\nhi")).ShouldContain("Permissions Violation for Publish to \"orders.new\"");
        (await Send(Client("orders", ServerIntents.Eu), "PUB orders.eu 2\r\nhi")).ShouldBe("PONG\r\n");
        (await Send(Client("orders", ServerIntents.Eu), "PUB orders.new 2\r\nhi")).ShouldContain("Permissions Violation");
        (await Send(Client("orders", ServerIntents.Eu), "SUB orders.eu 1")).ShouldContain("Permissions Violation");
    }

    [Fact]
    public async Task Client_ThatTheIntentDoesNotKnow_IsRefused()
    {
        using var server = await StartAsync(ServerIntents.From("orders") with { Publish = ["orders.>"] });

        await Refused(Client("billing"));
        await Refused(Client("orders", ServerIntents.Eu));
        await Refused(null);
        await server.SaysAsync("client didn't provide a certificate");
        using var stranger = new TestAuthority();
        await Refused(Client("orders", ServerIntents.Us, stranger));
        await server.SaysAsync("certificate signed by unknown authority");
        await Refused(Client("orders"), SslProtocols.Tls12);
        await server.SaysAsync("no cipher suite supported by both client and server");
        (await Send(Client("orders"))).ShouldBe("PONG\r\n");
    }

    [Fact]
    public async Task Client_WhoseIdentityAnotherRegionsAuthorityIssued_IsRefused()
    {
        using var server = await StartAsync(ServerIntents.From("orders") with { Publish = ["orders.>"] });

        await Refused(_authority.Issue(ServerIntents.ClientCertificate("orders", ServerIntents.Us, ServerIntents.Nats(_port)), ServerIntents.Eu));
        await server.SaysAsync("is not permitted by any constraint");
    }

    [Fact]
    public async Task Server_WithoutCallers_LetsNobodyIn()
    {
        using var server = await StartAsync();

        await Refused(Client("orders"));
        await server.SaysAsync("authentication error");
    }

    [Fact]
    public async Task Server_OnReload_TakesNewUsersAndTheRenewedCertificate()
    {
        using var server = await StartAsync(ServerIntents.From("orders") with { Publish = ["orders.>"] });
        await Refused(Client("audit"));
        using var renewed = new TestAuthority();

        Configure(renewed, ServerIntents.From("audit") with { Subscribe = [">"] });
        RealProgram.NatsServer.Run(["--signal", $"reload={server.ProcessId}"]).ExitCode.ShouldBe(0);
        await server.SaysAsync("Reloaded server configuration");

        (await new NatsClient(_port, Host, renewed.RootPem, Client("audit", ServerIntents.Us, renewed)).SendAsync("SUB > 1")).ShouldBe("PONG\r\n");
    }

    [Fact]
    public void Configuration_OfTheServer_PassesItsOwnCheck() =>
        RealProgram.NatsServer.Run(["-t", "-c", Configure(_authority, ServerIntents.From("orders") with { Publish = ["orders.>"] })])
            .ShouldSatisfyAllConditions(check => check.ExitCode.ShouldBe(0, check.Text), check => check.Text.ShouldContain("is valid"));

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private async Task<RunningServer> StartAsync(params Caller[] callers)
    {
        var server = new RunningServer(RealProgram.NatsServer.Start(["-c", Configure(_authority, callers)]));
        await server.SaysAsync("Server is ready");
        return server;
    }

    private string Configure(TestAuthority authority, params Caller[] callers)
    {
        var broker = ServerIntents.Nats(_port, callers);
        var manifest = NatsManifests.For(ServerIntents.Intent(broker), ServerIntents.Lifetime).OfType<Certificate>().Single();
        using var certificate = authority.Issue(manifest, ServerIntents.Us);
        var files = new NatsFiles
        {
            Tls = new TlsFiles
            {
                Certificate = _folder.Write("tls.crt", certificate.ChainPem),
                Key = _folder.Write("tls.key", certificate.KeyPem),
                TrustBundle = _folder.Write("roots.pem", authority.RootPem),
            },
            ProcessId = Path.Combine(_folder.Path, "nats.pid"),
            MonitoringPort = _monitoringPort,
        };
        return _folder.Write(NatsConfiguration.FileName, NatsConfiguration.For(broker, files));
    }

    private TestCertificate Client(string name, Region? region = null, TestAuthority? authority = null) =>
        (authority ?? _authority).Issue(
            ServerIntents.ClientCertificate(name, region ?? ServerIntents.Us, ServerIntents.Nats(_port)), region ?? ServerIntents.Us);

    private Task<string> Send(TestCertificate client, params string[] lines) =>
        new NatsClient(_port, Host, _authority.RootPem, client).SendAsync(lines);

    private Task Refused(TestCertificate? client, SslProtocols protocols = SslProtocols.Tls13) =>
        Should.ThrowAsync<NatsRefusedException>(
            () => new NatsClient(_port, Host, _authority.RootPem, client) { Protocols = protocols }.SendAsync());
}
