using System.Diagnostics;
using Components.Intent;
using Shouldly;
using Xunit;

namespace Tests.Components.Workloads;

/// <summary>The rendered PostgreSQL configuration, proven on a real server.</summary>
public sealed class PostgresServerTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly PostgresServer _server = new();

    [Fact]
    public async Task Login_IsForTheCertificatesThatTheIntentMapsToTheRole_AndForNothingElse()
    {
        _server.Configure(
            _authority,
            ServerIntents.From("ledger") with { Role = "ledger_writer" },
            ServerIntents.From("reports") with { Role = "ledger_reader" },
            ServerIntents.From("audit", ServerIntents.Eu) with { Role = "ledger_reader" });
        await _server.StartAsync();

        LogIn("ledger_writer", Client("ledger")).ShouldBe("ledger_writer|TLSv1.3|/O=us.mesh.example/OU=shop/CN=ledger\n");
        LogIn("ledger_reader", Client("reports")).ShouldStartWith("ledger_reader|TLSv1.3|");
        LogIn("ledger_reader", Client("audit", ServerIntents.Eu)).ShouldStartWith("ledger_reader|TLSv1.3|/O=eu.mesh.example/");

        LogIn("ledger_reader", Client("ledger")).ShouldContain("certificate authentication failed");
        LogIn("ledger_writer", Client("orders")).ShouldContain("certificate authentication failed");
        LogIn("ledger_reader", Client("audit")).ShouldContain("certificate authentication failed");
        LogIn("ledger_writer", Client("ledger", ServerIntents.Eu)).ShouldContain("certificate authentication failed");
        LogIn("ledger_writer", UriOnly("ledger")).ShouldContain("certificate authentication failed");
        LogIn("postgres", Client("ledger")).ShouldContain("pg_hba.conf rejects connection");
        LogIn("ledger_writer", null).ShouldContain("connection requires a valid client certificate");
        LogIn("ledger_writer", Client("ledger"), "sslmode=disable").ShouldContain("pg_hba.conf rejects connection");
        LogIn("ledger_writer", Client("ledger"), "sslmode=verify-full ssl_max_protocol_version=TLSv1.2").ShouldContain("alert protocol version");
        using var stranger = new TestAuthority();
        LogIn("ledger_writer", Client("ledger", authority: stranger)).ShouldContain("alert unknown ca");
    }

    /// <summary>docs/components/postgres.md, "What name constraints do not do here": PostgreSQL cannot tell who issued a subject.</summary>
    [Fact]
    public async Task Login_WithAnotherRegionsSubject_IsStoppedByItsUriOnly()
    {
        _server.Configure(_authority, ServerIntents.From("ledger") with { Role = "ledger_writer" });
        await _server.StartAsync();
        var us = ServerIntents.ClientCertificate("ledger", ServerIntents.Us, ServerIntents.Postgres(5432));
        var forged = us with { Spec = us.Spec! with { Uris = [ServerIntents.Identity(ServerIntents.Eu, "ledger").ToString()] } };

        LogIn("ledger_writer", _authority.Issue(us, ServerIntents.Eu)).ShouldContain("alert");
        LogIn("ledger_writer", _authority.Issue(forged, ServerIntents.Eu)).ShouldStartWith("ledger_writer|");
    }

    [Fact]
    public async Task Reloader_WhenTheMountedFilesChange_BringsNewRolesAndTheRenewedCertificate()
    {
        _server.Configure(_authority);
        await _server.StartAsync();
        LogIn("ledger_writer", Client("ledger")).ShouldContain("pg_hba.conf rejects connection");
        using var renewed = new TestAuthority();

        _server.Configure(renewed, ServerIntents.From("ledger") with { Role = "ledger_writer" });

        var client = Client("ledger", authority: renewed);
        var answer = "";
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(30) && !answer.StartsWith("ledger_writer|", StringComparison.Ordinal);)
        {
            await Task.Delay(500);
            answer = _server.LogIn("ledger_writer", renewed, client).Text;
        }

        answer.ShouldStartWith("ledger_writer|TLSv1.3|");
    }

    public void Dispose()
    {
        _server.Dispose();
        _authority.Dispose();
    }

    private string LogIn(string role, TestCertificate? client, string options = "sslmode=verify-full") =>
        _server.LogIn(role, _authority, client, options).Text;

    private TestCertificate Client(string name, Region? region = null, TestAuthority? authority = null) =>
        (authority ?? _authority).Issue(
            ServerIntents.ClientCertificate(name, region ?? ServerIntents.Us, ServerIntents.Postgres(5432)), region ?? ServerIntents.Us);

    private TestCertificate UriOnly(string name) =>
        _authority.Issue(ServerIntents.ClientCertificate(name, ServerIntents.Us, ServerIntents.Nats(4222)), ServerIntents.Us);
}
