using System.Globalization;
using System.Text.Json;
using Components.Intent;
using Infra.Cli;
using Shouldly;
using Tests.Components.Workloads;
using Tests.Infra.Cli;
using Xunit;

namespace Tests.Infra.Live.Probing;

/// <summary>The probe against real servers from Debian's packages.</summary>
public sealed class VerifyTlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly ProbedServers _servers;

    public VerifyTlsTests() => _servers = new ProbedServers(_authority);

    private static Caller Orders => ServerIntents.From("orders") with { Publish = ["orders.>"] };

    [Fact]
    public async Task Nats_AsRendered_RefusesWhomItOughtTo()
    {
        var port = await _servers.NatsAsync(Orders);

        Clean(await TlsAsync(port, ["--opening", "nats", .. _servers.Client("orders")]), "it answered PONG");
        var stranger = await TlsAsync(port, ["--opening", "nats", .. _servers.Client("billing")]);

        Codes(stranger).ShouldBe(["MTLS593"]);
        stranger.Output.ShouldContain("Authorization Violation");
    }

    [Fact]
    public async Task Nats_Open_IsFound() =>
        Codes(await TlsAsync(await _servers.OpenNatsAsync(), ["--opening", "nats", .. _servers.Client("orders")])).ShouldBe(["MTLS589", "MTLS590", "MTLS591", "MTLS592"]);

    [Fact]
    public async Task Postgres_AsRendered_RefusesWhomItOughtTo()
    {
        using var server = new PostgresServer();
        server.Configure(_authority, ServerIntents.From("ledger") with { Role = "ledger_writer" });
        await server.StartAsync();
        string[] options = ["--opening", "postgres", "--user", "ledger_writer"];

        Clean(await RunAsync(server.Port, "ledger-db.shop.svc.cluster.local", [.. options, .. Ledger("ledger")]), "it let ledger_writer in");
        var other = await RunAsync(server.Port, "ledger-db.shop.svc.cluster.local", [.. options, .. Ledger("orders")]);

        Codes(other).ShouldBe(["MTLS593"]);
        other.Output.ShouldContain("certificate authentication failed");
    }

    [Fact]
    public async Task Nginx_WithMutualTls_RefusesWhomItOughtTo()
    {
        var port = await _servers.NginxAsync();

        Clean(await TlsAsync(port, ["--opening", "http", .. _servers.Client("web")]), "it answered HTTP/1.1 200 OK");
        using var other = new TestAuthority();
        Codes(await TlsAsync(port, ["--opening", "http", .. _servers.Client("web", authority: other)])).ShouldBe(["MTLS593"]);
    }

    [Fact]
    public async Task Nginx_ThatOnlyAsks_IsFound() =>
        Codes(await TlsAsync(await _servers.OpenNginxAsync(), ["--opening", "http", .. _servers.Client("web")])).ShouldBe(["MTLS590", "MTLS591", "MTLS592"]);

    [Fact]
    public async Task Nginx_OneWayWithTls12ByIntent_IsClean()
    {
        var run = await TlsAsync(await _servers.OpenNginxAsync(), ["--opening", "http", "--one-way", "--tls12"]);

        Clean(run, "it answered HTTP/1.1 200 OK");
    }

    [Fact]
    public async Task Nginx_WithoutTls_IsFound() =>
        Codes(await TlsAsync(await _servers.PlainNginxAsync(), ["--opening", "http", .. _servers.Client("web")])).ShouldBe(["MTLS589", "MTLS593"]);

    [Fact]
    public async Task OpenSsl_WithMutualTls_RefusesWhomItOughtTo()
    {
        var port = await _servers.OpenSslAsync();

        Clean(await TlsAsync(port, ["--spiffe-id", ServerIntents.Identity(ServerIntents.Us, "events").ToString(), .. _servers.Client("web")]), "it waits for the client to speak");
        Clean(await TlsAsync(port, []), "certificate required");
    }

    [Fact]
    public async Task Server_OfAnotherNameOrRoot_IsFound()
    {
        var port = await _servers.NginxAsync();
        using var other = new TestAuthority();
        var roots = _servers.File("other.pem", other.RootPem);
        string[] options = ["--opening", "http", "--one-way", "--tls12", "-o", "json", .. _servers.Client("web")];

        Codes(await OfAsync(port, ["--bundle", _servers.Roots, "--name", "other.example", .. options])).ShouldBe(["MTLS125"]);
        Codes(await OfAsync(port, ["--bundle", _servers.Roots, "--spiffe-id", "spiffe://us.mesh.example/ns/shop/sa/other", .. options])).ShouldBe(["MTLS125"]);
        Codes(await OfAsync(port, ["--bundle", roots, .. options])).ShouldContain("MTLS120");
        Codes(await OfAsync(port, ["--bundle", _servers.Roots, "--at", "2031-01-01", .. options])).ShouldContain("MTLS118");
    }

    [Fact]
    public async Task Report_ForPeople_ShowsTheChainAndEachClient()
    {
        var port = await _servers.NginxAsync();

        var run = await OfAsync(port, ["--opening", "http", "--bundle", _servers.Roots, .. _servers.Client("web")]);

        run.ExitCode.ShouldBe(ExitCode.Ok, run.Output);
        run.Output.ShouldContain("TLS 1.3, TLS_AES_");
        run.Output.ShouldContain("spiffe://us.mesh.example/ns/shop/sa/events");
        run.Output.ShouldContain("the given client");
        run.Output.ShouldContain("a client without TLS");
        run.Output.ShouldContain("a client of an unknown root");
        run.Output.ShouldContain("a client of TLS 1.2");
        run.Output.ShouldEndWith("no findings\n");
        run.Output.ShouldNotContain("PRIVATE KEY-----", Case.Sensitive);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "is no host:port", "localhost")]
    [InlineData(ExitCode.Usage, "is no host:port", "localhost:99999")]
    [InlineData(ExitCode.Usage, "is no host:port", "a b:443")]
    [InlineData(ExitCode.Usage, "is no time to wait", "127.0.0.1:1", "--timeout", "soon")]
    [InlineData(ExitCode.Usage, "--cert and --key belong together", "127.0.0.1:1", "--cert", "tls.crt")]
    [InlineData(ExitCode.Usage, "--spiffe-id", "127.0.0.1:1", "--spiffe-id", "us.mesh.example")]
    [InlineData(ExitCode.Unreadable, "127.0.0.1:1: Connection refused", "127.0.0.1:1")]
    [InlineData(ExitCode.Unreadable, "there is no such file", "127.0.0.1:1", "--bundle", "none.pem")]
    [InlineData(ExitCode.Unreadable, "no certificate in it", "127.0.0.1:1", "--cert", "Pulumi.yaml", "--key", "Pulumi.yaml")]
    public async Task BadInput_IsNamed(int exitCode, string message, params string[] arguments)
    {
        var run = await CliRun.OfAsync(["verify", "tls", .. arguments]);

        run.ExitCode.ShouldBe(exitCode, run.Error);
        run.Error.ShouldContain(message);
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Key_OfAnotherCertificate_IsNamedWithoutItsText()
    {
        var (one, other) = (_servers.Client("one"), _servers.Client("other"));

        var run = await CliRun.OfAsync(["verify", "tls", "127.0.0.1:1", "--cert", one[1], "--key", other[3]]);

        run.ExitCode.ShouldBe(ExitCode.Unreadable);
        run.Error.ShouldContain("no private key in PEM, or one of another certificate");
        run.Error.ShouldNotContain("PRIVATE KEY-----", Case.Sensitive);
    }

    public void Dispose()
    {
        _servers.Dispose();
        _authority.Dispose();
    }

    private string[] Ledger(string name) => _servers.Client(name, own => ServerIntents.ClientCertificate(own, ServerIntents.Us, ServerIntents.Postgres(5432)));

    private Task<CliRun> TlsAsync(int port, string[] options) => RunAsync(port, ProbedServers.Host, options);

    private Task<CliRun> RunAsync(int port, string name, string[] options) => OfAsync(port, ["--name", name, "--bundle", _servers.Roots, "-o", "json", .. options]);

    /// <summary>The real servers' certificates are of today.</summary>
    private static Task<CliRun> OfAsync(int port, string[] options)
    {
        string[] at = options.Contains("--at") ? [] : ["--at", DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)];
        return CliRun.OfAsync(["verify", "tls", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), .. at, .. options]);
    }

    private static void Clean(CliRun run, string said)
    {
        Codes(run).ShouldBeEmpty(run.Output);
        run.ExitCode.ShouldBe(ExitCode.Ok);
        JsonDocument.Parse(run.Output).RootElement.GetProperty("clients")[0].GetProperty("said").GetString().ShouldNotBeNull().ShouldContain(said);
    }

    private static string[] Codes(CliRun run) => run.Output.Length == 0
        ? throw new InvalidOperationException(run.Error)
        : [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()!).Order(StringComparer.Ordinal)];
}
