using Components.Intent;
using Components.Workloads;
using Shouldly;
using Xunit;

namespace Tests.Components.Workloads;

public sealed class ServerProblemsTests
{
    [Fact]
    public void Intent_ThatServersCanDo_HasNone() =>
        ServerProblems.Of(ServerIntents.Intent(
            ServerIntents.Nats(4222, ServerIntents.From("orders") with { Publish = ["orders.>", "_INBOX.*.x", ">", "*"] }),
            ServerIntents.Postgres(5432, ServerIntents.From("ledger") with { Role = "ledger_writer" }),
            ServerIntents.Client("orders", ServerIntents.Us, ServerIntents.Nats(4222), ServerIntents.Postgres(5432)))).ShouldBeEmpty();

    [Fact]
    public void Intent_ThatServersCannotDo_HasAllOfThemAtOnce()
    {
        var nats = ServerIntents.Nats(
            4222,
            ServerIntents.From("mute"),
            ServerIntents.From("orders") with { Publish = ["orders..new", "a b", "orders.>.x", "", "a\"b", "stock.lo*"] },
            new Caller { Source = new CallSource.FromPrometheus() });
        var postgres = ServerIntents.Postgres(
            5432,
            ServerIntents.From("nobody"),
            ServerIntents.From("ledger") with { Role = "Ledger Writer" },
            ServerIntents.From("admin") with { Role = "postgres" },
            ServerIntents.From("monitor") with { Role = "pg_monitor" },
            ServerIntents.From("dotted.account") with { Role = "dotted" },
            new Caller { Source = new CallSource.FromAnyone() });
        var twoPorts = nats with { Name = "two", Ports = [ServerIntents.Port("nats", 4222), ServerIntents.Port("metrics", 8222)] };

        ServerProblems.Of(ServerIntents.Intent(nats, postgres, twoPorts)).Select(problem => problem.ToString()).ShouldBe(
        [
            "service 'events' in namespace 'shop': caller 'mute' may neither publish nor subscribe; name its subjects or remove it",
            Subject("orders..new"),
            Subject("a b"),
            Subject("orders.>.x"),
            Subject(""),
            Subject("a\"b"),
            Subject("stock.lo*"),
            "service 'events' in namespace 'shop': port 'nats' has the caller '@prometheus', which holds no client certificate; only services can call it, remove the caller",
            "service 'ledger-db' in namespace 'shop': caller 'nobody' has no role; say which PostgreSQL role it becomes",
            "service 'ledger-db' in namespace 'shop': caller 'ledger' has the role 'Ledger Writer'; allowed are 1 to 63 characters a-z, 0-9 and _, not starting with a digit",
            "service 'ledger-db' in namespace 'shop': caller 'admin' has the role 'postgres', which PostgreSQL reserves for itself; choose a role of the application",
            "service 'ledger-db' in namespace 'shop': caller 'monitor' has the role 'pg_monitor', which PostgreSQL reserves for itself; choose a role of the application",
            "service 'ledger-db' in namespace 'shop': caller 'dotted.account' has the service account 'dotted.account', which becomes the common name of its certificate; allowed are 64 characters at most and no dot",
            "service 'ledger-db' in namespace 'shop': port 'postgres' has the caller '@anyone', which holds no client certificate; only services can call it, remove the caller",
            "service 'two' in namespace 'shop': 2 ports; a nats server listens on exactly one, remove the others",
        ]);
    }

    [Fact]
    public void Redis_ThatCannotDoAsAsked_SaysWhy()
    {
        var server = ServerIntents.Redis(
            6379,
            ServerIntents.From("mute"),
            ServerIntents.From("orders") with { ReadKeys = ["a b", "ok:*"], Publish = ["(x)"] },
            new Caller { Source = new CallSource.FromPrometheus() });

        ServerProblems.Of(ServerIntents.Intent(server)).Select(problem => problem.ToString()).ShouldBe(
        [
            "service 'sessions' in namespace 'shop': caller 'mute' may neither touch a key nor use a channel; name them or remove it",
            "service 'sessions' in namespace 'shop': caller 'orders' has the pattern 'a b'; allowed are characters other than spaces, quotes, backslashes and parentheses",
            "service 'sessions' in namespace 'shop': caller 'orders' has the pattern '(x)'; allowed are characters other than spaces, quotes, backslashes and parentheses",
            "service 'sessions' in namespace 'shop': port 'redis' has the caller '@prometheus', which holds no client certificate; only services can call it, remove the caller",
        ]);
    }

    [Theory]
    [InlineData("docker.io/library/redis:8.6.0-alpine", "is Redis, which knows a client by its certificate's common name only")]
    [InlineData("redis:7.0", "is Redis, which knows a client by its certificate's common name only")]
    [InlineData("docker.io/valkey/valkey:8.1.4", "takes no user from a certificate's URI")]
    [InlineData("docker.io/valkey/valkey:9.0", "takes no user from a certificate's URI")]
    [InlineData("docker.io/valkey/valkey:9.1.2-alpine", null)]
    [InlineData("docker.io/valkey/valkey:10.0", null)]
    [InlineData("docker.io/valkey/valkey:alpine", null)]
    [InlineData("registry.example/our-redis:1.0", null)]
    public void Redis_WhoseImageKnowsNoUris_IsRefused(string image, string? reason)
    {
        var problems = ServerProblems.Of(ServerIntents.Intent(
            ServerIntents.Redis(6379, ServerIntents.From("orders") with { ReadKeys = ["rates:*"] }) with { Image = image }));

        if (reason is null)
        {
            problems.ShouldBeEmpty();
        }
        else
        {
            problems.ShouldHaveSingleItem().Message.ShouldContain($"'{image}' {reason}");
        }
    }

    [Fact]
    public void ClientCertificates_OfOneName_AreAProblem()
    {
        var intent = ServerIntents.Intent(
            ServerIntents.Client("a", ServerIntents.Us, ServerIntents.Nats(4222) with { Name = "b-c" }),
            ServerIntents.Client("a-b", ServerIntents.Us, ServerIntents.Nats(4222) with { Name = "c" }));

        ServerProblems.Of(intent).Select(problem => problem.ToString()).ShouldBe(
        [
            "service 'c' in namespace 'shop': the call from 'a' to 'b-c' in 'shop' and the call from 'a-b' to 'c' in 'shop' "
                + "would share the secret 'a-b-c-client-tls' in namespace 'shop'; rename one of the services",
        ]);
        Should.Throw<ArgumentException>(() => ClientCertificateManifests.For(intent, ServerIntents.Lifetime)).Message.ShouldContain("would share the secret");
    }

    private static string Subject(string subject) =>
        $"service 'events' in namespace 'shop': caller 'orders' has the subject '{subject}'; "
            + "allowed are tokens joined by dots, without spaces, quotes and backslashes, with '*' as a whole token and '>' as the last";
}
