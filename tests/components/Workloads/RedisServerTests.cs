using System.Diagnostics;
using Components.Intent;
using Shouldly;
using Xunit;

namespace Tests.Components.Workloads;

/// <summary>The rendered files of a Redis server, proven on Debian's.</summary>
public sealed class RedisServerTests : IDisposable
{
    private static readonly string[] Nobody = [];

    private readonly TestAuthority _authority = new();
    private readonly RedisServer _server = new();

    [Fact]
    public void Server_ThatKnowsNoUsersByUri_DoesNotStart()
    {
        _server.Configure(_authority, asRendered: true, ServerIntents.From("orders") with { ReadKeys = ["rates:*"] });

        var run = _server.Run();

        run.ExitCode.ShouldBe(1);
        run.Text.ShouldContain(">>> 'tls-auth-clients-user URI'\nBad directive or wrong number of arguments");
    }

    [Fact]
    public async Task Connection_NeedsACertificateUnderTheTrustBundle_AndMakesNobodyOutOfAName()
    {
        _server.Configure(_authority, asRendered: false, ServerIntents.From("orders") with { ReadKeys = ["rates:*"] });
        await _server.StartAsync();
        using var orders = Client("orders");

        _server.Ask(_authority, orders, Nobody, "PING").ShouldStartWith("NOAUTH");
        _server.Ask(_authority, orders, ["--user", "local", "--pass", "local"], "PING").ShouldContain("WRONGPASS");
        _server.Ask(_authority, orders, ["--user", "default", "--pass", ""], "GET", "rates:eur").ShouldContain("NOAUTH");
        _server.Ask(_authority, null, Nobody, "PING").ShouldNotContain("NOAUTH");
        _server.AskInPlaintext("PING").ShouldNotContain("NOAUTH");
        using var stranger = new TestAuthority();
        using var foreign = Client("orders", authority: stranger);
        _server.Ask(_authority, foreign, Nobody, "PING").ShouldNotContain("NOAUTH");
        _server.Handshake(orders, "-tls1_3").ShouldContain("Protocol version: TLSv1.3");
        _server.Handshake(orders, "-tls1_2").ShouldContain("alert protocol version");
    }

    [Fact]
    public async Task Connection_WithAnotherRegionsUriUnderTheOwnCa_IsRefused()
    {
        _server.Configure(_authority, asRendered: false);
        await _server.StartAsync();
        var manifest = ServerIntents.ClientCertificate("orders", ServerIntents.Us, ServerIntents.Redis(6379));
        using var eu = Client("orders", ServerIntents.Eu);
        using var forged = _authority.Issue(manifest, ServerIntents.Eu);

        _server.Ask(_authority, eu, Nobody, "PING").ShouldStartWith("NOAUTH");
        _server.Ask(_authority, forged, Nobody, "PING").ShouldNotContain("NOAUTH");
    }

    [Fact]
    public async Task User_MayDoWhatTheIntentSays_AndNothingElse()
    {
        _server.Configure(
            _authority,
            asRendered: false,
            ServerIntents.From("orders") with { ReadKeys = ["rates:*"], WriteKeys = ["carts:*"], Publish = ["orders:*"] },
            ServerIntents.From("reports") with { Subscribe = ["orders:new"] });
        await _server.StartAsync();

        foreach (var (command, answer) in new[]
        {
            ("SET carts:1 a", "OK"),
            ("GET carts:1", "a"),
            ("GET rates:eur", ""),
            ("COPY rates:eur carts:2", "0"),
            ("PUBLISH orders:new x", "0"),
            ("CLIENT SETNAME orders", "OK"),
        })
        {
            As("orders", command).ShouldBe(answer, customMessage: command);
        }

        foreach (var command in new[]
        {
            "SET rates:eur 1", "GETDEL rates:eur", "COPY carts:1 rates:eur", "GET other", "EXISTS other", "SCAN 0", "KEYS carts:*", "RANDOMKEY", "DBSIZE", "FLUSHALL",
            "EVAL return(1) 0", "CONFIG GET dir", "ACL LIST", "CLIENT LIST", "MONITOR", "SAVE", "SHUTDOWN", "INFO", "SORT carts:1", "MIGRATE h 1 k 0 1",
            "REPLICAOF h 1", "MODULE LIST", "FUNCTION LIST", "PUBLISH other x", "PUBSUB CHANNELS",
        })
        {
            As("orders", command).ShouldStartWith("NOPERM", customMessage: command);
        }

        As("reports", "GET carts:1").ShouldStartWith("NOPERM");
        As("reports", "PUBLISH orders:new x").ShouldStartWith("NOPERM");
        As("reports", "SUBSCRIBE other").ShouldStartWith("NOPERM");
        As("billing", "PING").ShouldContain("WRONGPASS");
    }

    [Fact]
    public async Task LocalUser_ReloadsAndProbes_AndReadsNothing()
    {
        _server.Configure(_authority, asRendered: false);
        await _server.StartAsync();

        _server.Locally("PING").Text.ShouldBe("PONG\n");
        _server.Locally("ACL", "LOAD").ExitCode.ShouldBe(0);
        _server.Locally("GET", "carts:1").ExitCode.ShouldBe(1);
        _server.Locally("CONFIG", "GET", "tls-key-file").ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Reloader_WhenTheMountedFilesChange_BringsNewUsersAndTheRenewedCertificate()
    {
        _server.Configure(_authority, asRendered: false);
        await _server.StartAsync();
        _server.StartReloader();
        using var renewed = new TestAuthority();

        _server.Configure(renewed, asRendered: false, ServerIntents.From("orders") with { WriteKeys = ["carts:*"] });

        using var client = Client("orders", authority: renewed);
        var answer = "";
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(30) && answer != "OK";)
        {
            await Task.Delay(500);
            answer = _server.Ask(renewed, client, LogIn("orders"), "SET", "carts:1", "a");
        }

        answer.ShouldBe("OK");
    }

    public void Dispose()
    {
        _server.Dispose();
        _authority.Dispose();
    }

    private static string[] LogIn(string name) => ["--user", ServerIntents.Identity(ServerIntents.Us, name).ToString(), "--pass", RedisServer.Password];

    private string As(string name, string command)
    {
        using var client = Client(name);
        return _server.Ask(_authority, client, LogIn(name), command.Split(' '));
    }

    private TestCertificate Client(string name, Region? region = null, TestAuthority? authority = null) =>
        (authority ?? _authority).Issue(
            ServerIntents.ClientCertificate(name, region ?? ServerIntents.Us, ServerIntents.Redis(6379)), region ?? ServerIntents.Us);
}
