using System.Text.Json;
using Infra.Cli;
using Infra.Migration;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Migration;

/// <summary>The verb, in a checkout of its own.</summary>
public sealed class MigrateVerbTests : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);

    private readonly TemporaryFolder _folder = new();
    private readonly string _stack;

    public MigrateVerbTests()
    {
        _folder.Write("Pulumi.yaml", "name: mtls\n");
        _stack = _folder.Write("stacks/Pulumi.test.yaml", MigrationStack.Text([0, 1, 2]));
    }

    [Fact]
    public async Task Migrate_FromARealPrometheus_WritesTheStepAndWhatToWatch()
    {
        var week = new Week(CliRun.Today);
        week.Add("s0", "mutual_tls", "web", week.Steady).Add("s1", "mutual_tls", "web", week.Steady).Add("s1", "none", "unknown", week.Once);
        _folder.Write("stacks/Pulumi.test.yaml", MigrationStack.Text([0, 1, 2], namespaces: 1).Replace("cluster: test", "cluster: c", StringComparison.Ordinal));
        using var prometheus = await RunningPrometheus.WithAsync(week.ToString());

        var look = await RunAsync("--prometheus", prometheus.Address, "--record", "seen.json");
        var write = await RunAsync("--evidence", "seen.json", "--write");

        look.ExitCode.ShouldBe(ExitCode.Ok, look.Error);
        Golden.Matches(look.Output, "infra/Migration/goldens/step.txt");
        write.ExitCode.ShouldBe(ExitCode.Ok, write.Error);
        Golden.Matches(File.ReadAllText(_stack), "infra/Migration/goldens/written.yaml");
    }

    [Fact]
    public async Task Migrate_AfterItsNamespacesWereWritten_WaitsWithTheMeshUntilTheyRanForAWindow()
    {
        _folder.Write("stacks/Pulumi.test.yaml", MigrationStack.Text([0, 0, 0]));
        var all = Evidence(MigrationStack.Seen([0, 0, 0]), name: "all.json");
        (await RunAsync("--evidence", all, "--write")).ExitCode.ShouldBe(ExitCode.Ok);
        File.ReadAllText(_stack).ShouldContain("mode: PERMISSIVE");

        var again = await RunAsync("--evidence", all, "--write");
        var early = await RunAsync("--evidence", all, "--strict-since", "2026-11-20", "--write");
        var plain = await RunAsync("--evidence", Evidence(MigrationStack.Seen([0, 0, 1])), "--strict-since", "2026-11-01", "--write");
        var silent = await RunAsync("--evidence", Evidence(MigrationStack.Seen([0, 0, 2])), "--strict-since", "2026-11-01", "--write");

        foreach (var run in new[] { again, early, plain, silent })
        {
            run.ExitCode.ShouldBe(ExitCode.Findings, run.Output);
        }

        again.Output.ShouldContain("deploy the namespaces' STRICT, watch them for a whole window, then give --strict-since");
        early.Output.ShouldContain("the window begins on 2026-11-14 and the namespaces are STRICT since 2026-11-20");
        plain.Output.ShouldContain("n2/s2.http is STRICT in the settings and took plaintext in the window");
        silent.Output.ShouldContain("no port of namespace n2 was called by mutual TLS throughout the window");
        File.ReadAllText(_stack).ShouldContain("mode: PERMISSIVE");

        (await RunAsync("--evidence", all, "--strict-since", "2026-11-01", "--write")).ExitCode.ShouldBe(ExitCode.Ok);
        File.ReadAllText(_stack).ShouldNotContain("PERMISSIVE");
        (await RunAsync("--evidence", all)).Output.ShouldStartWith("test: ports that take plaintext: 0");
    }

    [Fact]
    public async Task Migrate_OfOneNamespace_LeavesTheOthers()
    {
        var evidence = Evidence(MigrationStack.Seen([0, 0, 0]));

        var run = await RunAsync("--evidence", evidence, "--namespace", "n1", "-o", "json");

        JsonDocument.Parse(run.Output).RootElement.GetProperty("moves").EnumerateArray().Select(move => move.GetString()).ShouldBe(["namespace n1"]);
    }

    [Fact]
    public async Task Migrate_WithOldEvidence_ShowsAndDoesNotWrite()
    {
        var before = File.ReadAllText(_stack);

        var run = await RunAsync("--evidence", Evidence(MigrationStack.Seen([0, 0, 0]), CliRun.Today.AddDays(-2)), "--write");

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Error.ShouldBe("infra: the evidence ends on 2026-11-19T12:00:00Z, more than a day ago; ask again; nothing was written\n");
        File.ReadAllText(_stack).ShouldBe(before);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "give either --prometheus or --evidence")]
    [InlineData(ExitCode.Usage, "is no http or https address", "--prometheus", "localhost:9090")]
    [InlineData(ExitCode.Usage, "is no window", "--prometheus", "http://127.0.0.1:1", "--window", "5m")]
    [InlineData(ExitCode.Usage, "there is no namespace shop", "--evidence", "seen.json", "--namespace", "shop")]
    [InlineData(ExitCode.Usage, "is no instant", "--evidence", "seen.json", "--expires", "soon")]
    [InlineData(ExitCode.Unreadable, "--prometheus http://127.0.0.1:1/", "--prometheus", "http://127.0.0.1:1")]
    [InlineData(ExitCode.Unreadable, "--evidence none.json", "--evidence", "none.json")]
    [InlineData(ExitCode.Unreadable, "no evidence as --record writes it", "--evidence", "Pulumi.yaml")]
    [InlineData(ExitCode.Unreadable, "--record no/such/folder.json", "--evidence", "seen.json", "--record", "no/such/folder.json")]
    public async Task Migrate_WithBadInput_SaysWhatIsWrongAndWritesNothing(int exitCode, string message, params string[] arguments)
    {
        Evidence(MigrationStack.Seen([0, 0, 0]));
        var before = File.ReadAllText(_stack);

        var run = await RunAsync([.. arguments, "--write"]);

        run.ExitCode.ShouldBe(exitCode, run.Error);
        run.Error.ShouldContain(message);
        run.Output.ShouldBeEmpty();
        File.ReadAllText(_stack).ShouldBe(before);
    }

    [Theory]
    [InlineData(200, "<html>", "the answer is not Prometheus's")]
    [InlineData(404, "404 page not found", "the answer is not Prometheus's")]
    [InlineData(200, """{"status":"success"}""", "the answer is not Prometheus's")]
    [InlineData(422, """{"status":"error","errorType":"execution","error":"query processing would load too many samples"}""", "too many samples")]
    [InlineData(200, """{"status":"success","warnings":["store eu-1 did not answer"],"data":{"resultType":"vector","result":[]}}""", "only a part of an answer: store eu-1 did not answer")]
    [InlineData(200, """{"status":"success","data":{"resultType":"vector","result":[]}}""", "no proxy reported a call as its destination")]
    [InlineData(200, """{"status":"success","data":{"resultType":"vector","result":[{"metric":{"connection_security_policy":"none"},"value":[1,"5"]}]}}""", "no series has the labels destination_workload_namespace")]
    [InlineData(200, """{"status":"success","data":{"resultType":"vector","result":[{"metric":{"connection_security_policy":"none","destination_cluster":"other","destination_workload_namespace":"n0","destination_workload":"s0"},"value":[1,"5"]}]}}""", "destination_cluster is 'other', and the stack's clusters are test")]
    public async Task Migrate_FromSomethingElse_SaysWhatItAnswered(int status, string body, string message)
    {
        using var server = new HttpAnswers((_, _, _) => (status, body));

        var run = await RunAsync("--prometheus", server.Address);

        run.ExitCode.ShouldBe(ExitCode.Unreadable, run.Output);
        run.Error.ShouldContain(message);
        run.Output.ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private CliRun.Surroundings Here => new() { WorkingDirectory = _folder.Path };

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.OfAsync(Here, ["migrate", "test", .. arguments]);

    private string Evidence(IReadOnlyList<TrafficSeries> series, DateTimeOffset? at = null, string name = "seen.json") =>
        _folder.Write(name, EvidenceDocument.Write(new Evidence { At = at ?? CliRun.Today, Window = Window, Series = series }));
}
