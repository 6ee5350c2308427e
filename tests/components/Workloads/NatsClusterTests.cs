using Components.Intent;
using Components.Workloads;
using Manifests.CertManager.V1;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Workloads;

/// <summary>Two servers of a cluster and a leaf node, as they are rendered, started for real.</summary>
public sealed class NatsClusterTests : IDisposable
{
    private const string Host = "events.shop.svc.cluster.local";
    private const string LeafHost = "devices.shop.svc.cluster.local";

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly int[] _clients = [RunningServer.FreePort(), RunningServer.FreePort()];
    private readonly int[] _routes = [RunningServer.FreePort(), RunningServer.FreePort()];
    private readonly int _leafNodes = RunningServer.FreePort();
    private readonly int _leaf = RunningServer.FreePort();

    private static readonly Caller[] Callers =
    [
        ServerIntents.From("orders") with { Publish = ["orders.>"], Subscribe = ["_INBOX.>", "commands.>"] },
        ServerIntents.From("audit") with { Publish = ["commands.>"], Subscribe = ["orders.>", "readings.>"] },
    ];

    [Fact]
    public async Task Servers_OfOneCluster_PassMessagesOn_EachToWhomTheIntentLetsThem()
    {
        using var first = Start(0);
        using var second = Start(1);
        await first.SaysAsync("Route connection created");

        (await Deliver(("audit", _clients[1], Host), "SUB orders.new 1", ("orders", _clients[0], Host), "orders.new")).ShouldBeTrue();
        (await Send("audit", _clients[1], "PUB orders.new 2\r\nhi")).ShouldContain("Permissions Violation for Publish");
    }

    [Fact]
    public async Task Client_ThatWouldJoinTheClusterAsAServer_IsRefused()
    {
        // The first server dials nobody here: without a DNS it could not tell whom it reaches.
        using var first = Run(0, Route(Configuration(0), 0, dials: false), Issue(Hub(0)));
        await first.SaysAsync("Server is ready");
        // A client of the broker with a certificate that it may have, and the routes of a server.
        using var certificate = _authority.Issue(ServerIntents.ClientCertificate("orders", ServerIntents.Us, Hub(0)), ServerIntents.Us);
        using var impostor = Run(1, Route(Configuration(1), 1), certificate);

        await first.SaysAsync("Router connection closed: Authentication Failure");
        await impostor.SaysAsync("Router connection closed");
    }

    [Fact]
    public async Task LeafNode_ExchangesWhatItsPermissionNames_AndNothingElse()
    {
        using var hub = Start(0);
        await hub.SaysAsync("Server is ready");
        using var leaf = StartLeaf("devices");
        await leaf.SaysAsync("Leafnode connection created");

        var (sensor, audit) = (("gateway", _leaf, LeafHost), ("audit", _clients[0], Host));
        (await Deliver(audit, "SUB readings.temperature 1", sensor, "readings.temperature")).ShouldBeTrue();
        (await Deliver(sensor, "SUB commands.stop 1", audit, "commands.stop")).ShouldBeTrue();
        // The hub's own users may use orders.>, the leaf node not: it neither hears nor says any of it.
        (await Deliver(sensor, "SUB orders.new 1", ("orders", _clients[0], Host), "orders.new")).ShouldBeFalse();
        (await Deliver(audit, "SUB orders.new 1", sensor, "orders.new")).ShouldBeFalse();
    }

    [Fact]
    public async Task LeafNode_ThatTheIntentDoesNotName_IsRefused()
    {
        using var hub = Start(0);
        await hub.SaysAsync("Server is ready");
        using var leaf = StartLeaf("strangers");

        await leaf.SaysAsync("Authorization Violation");
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private Workload Hub(int index) => ServerIntents.Nats(_clients[index], Callers) with
    {
        Replicas = 2,
        Ports =
        [
            ServerIntents.Port("leaf", _leafNodes, ServerIntents.FromServer("devices") with { Publish = ["readings.>"], Subscribe = ["commands.>"] }),
            ServerIntents.Port("nats", _clients[index], Callers),
        ],
    };

    private RunningServer Start(int index) => Run(index, Route(Configuration(index), index), Issue(Hub(index)));

    private string Configuration(int index) => NatsConfiguration.For(Hub(index), Files($"node-{index}"));

    /// <summary>
    /// What cannot be as in a cluster on one machine without its DNS: names and addresses of the other side. The dialling side then cannot check the other's
    /// name; who is let in is decided by the other, by all that is rendered.
    /// </summary>
    private string Route(string configuration, int index, bool dials = true) => configuration
        .Replace($"${NatsConfiguration.NameVariable}", $"\"events-{index}\"", StringComparison.Ordinal)
        .Replace("listen: \"0.0.0.0:6222\"", $"listen: \"127.0.0.1:{_routes[index]}\"", StringComparison.Ordinal)
        .Replace("  routes: [", dials ? $"  routes: [\n    \"nats-route://127.0.0.1:{_routes[1 - index]}\"" : "  routes: [", StringComparison.Ordinal)
        .Replace("verify_cert_and_check_known_urls: true", "verify_cert_and_check_known_urls: true\n    insecure: true", StringComparison.Ordinal)
        .Replace($"0.0.0.0:{_leafNodes}", $"127.0.0.1:{(index == 0 ? _leafNodes : RunningServer.FreePort())}", StringComparison.Ordinal);

    /// <summary>A NATS server of the same namespace that joins the hub's first server.</summary>
    private RunningServer StartLeaf(string name)
    {
        var devices = ServerIntents.Client(name, ServerIntents.Us, Hub(0)) with
        {
            Kind = ServerKind.Nats,
            Ports =
            [
                ServerIntents.Port(
                    "nats", _leaf, ServerIntents.From("gateway") with { Publish = ["readings.>", "orders.>"], Subscribe = ["commands.>", "orders.>"] }),
            ],
        };
        devices.Outbound.ShouldHaveSingleItem().PortName.ShouldBe("leaf");
        var folder = Path.Combine(_folder.Path, name);
        var call = TlsFiles.ForCalls(devices with { Certificate = new() { Folder = folder } }, "events");
        using var client = _authority.Issue(ServerIntents.ClientCertificate(name, ServerIntents.Us, Hub(0)), ServerIntents.Us);
        Write(call.Certificate, client.ChainPem);
        Write(call.Key, client.KeyPem);
        var configuration = NatsConfiguration.For(devices with { Certificate = new() { Folder = folder } }, Files(name))
            .Replace("tls://events.shop.svc:", "tls://127.0.0.1:", StringComparison.Ordinal)
            .Replace(call.TrustBundle, Path.Combine(_folder.Path, name, "roots.pem"), StringComparison.Ordinal)
            .Replace($"cert_file: \"{call.Certificate}\"", $"cert_file: \"{call.Certificate}\"\n        insecure: true", StringComparison.Ordinal);
        return Run(name, configuration, Issue(devices));
    }

    private NatsFiles Files(string node) => new()
    {
        Tls = new TlsFiles
        {
            Certificate = Path.Combine(_folder.Path, node, "tls.crt"),
            Key = Path.Combine(_folder.Path, node, "tls.key"),
            TrustBundle = Path.Combine(_folder.Path, node, "roots.pem"),
        },
        ProcessId = Path.Combine(_folder.Path, node, "nats.pid"),
        MonitoringPort = RunningServer.FreePort(),
    };

    private TestCertificate Issue(Workload server) => _authority.Issue(
        NatsManifests.For(ServerIntents.Intent(server), ServerIntents.Lifetime).OfType<Certificate>().Single(), ServerIntents.Us);

    private RunningServer Run(int index, string configuration, TestCertificate certificate) => Run($"node-{index}", configuration, certificate);

    private RunningServer Run(string node, string configuration, TestCertificate certificate)
    {
        _folder.Write($"{node}/tls.crt", certificate.ChainPem);
        _folder.Write($"{node}/tls.key", certificate.KeyPem);
        _folder.Write($"{node}/roots.pem", _authority.RootPem);
        certificate.Dispose();
        return new RunningServer(RealProgram.NatsServer.Start(["-c", _folder.Write($"{node}/nats.conf", configuration)]));
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private async Task<string> Send(string name, int port, params string[] lines)
    {
        using var certificate = Client(name);
        return await new NatsClient(port, Host, _authority.RootPem, certificate).SendAsync(lines);
    }

    /// <summary>
    /// Whether a message of one client reaches another that subscribes. A message that comes is seen at once; one that does not is waited for.
    /// </summary>
    private async Task<bool> Deliver(
        (string Name, int Port, string Host) subscriber, string subscription, (string Name, int Port, string Host) publisher, string subject)
    {
        using var receiving = Client(subscriber.Name);
        using var sending = Client(publisher.Name);
        var received = new NatsClient(subscriber.Port, subscriber.Host, _authority.RootPem, receiving).ReceiveAsync(
            subscription,
            () => new NatsClient(publisher.Port, publisher.Host, _authority.RootPem, sending).SendAsync($"PUB {subject} 2\r\nhi"),
            TimeSpan.FromSeconds(3));
        return await received;
    }

    private TestCertificate Client(string name) =>
        _authority.Issue(ServerIntents.ClientCertificate(name, ServerIntents.Us, ServerIntents.Nats(_clients[0])), ServerIntents.Us);
}
