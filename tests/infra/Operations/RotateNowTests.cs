using Infra.Cli;
using Manifests;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Operations;

/// <summary><c>rotate now</c>, through Debian's kubectl, against an API server with a controller of the test's own.</summary>
public sealed class RotateNowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeCluster _cluster = new("kind-dev");

    public RotateNowTests()
    {
        _folder.Write("Pulumi.yaml", "name: mtls\n");
        _folder.Write("stacks/Pulumi.dev.yaml", File.ReadAllText(Repository.File("stacks/Pulumi.dev.yaml")));
        _cluster.Put(Certificate(3, "\"False\""));
    }

    [Fact]
    public async Task WithoutYes_ItSaysWhatItWouldDo()
    {
        var run = await RunAsync("mtls-test/web");

        run.ExitCode.ShouldBe(ExitCode.Ok, run.Error);
        run.Output.ShouldBe(
            """
            rotate now dev mtls-test/web:
              1. local/mtls-test/web: ask cert-manager for a new certificate (revision 3, ends 2026-12-01T00:00:00Z)
              2. local/mtls-test/web: wait until it is issued and ready

            """);
        run.Error.ShouldBe("nothing was done; --yes does it\n");
        _cluster.Patches.ShouldBeEmpty();
        Directory.Exists(Path.Combine(_folder.Path, ".infra")).ShouldBeFalse();
    }

    [Fact]
    public async Task WithYes_ItAsksAndWaits()
    {
        _cluster.Controller = (cluster, _, _) => cluster.Put(Certificate(4, "\"True\""));

        var run = await RunAsync("local/mtls-test/web", "--yes");

        run.ExitCode.ShouldBe(ExitCode.Ok, run.Error);
        run.Output.ShouldContain("done: revision 4, ends 2026-12-01T00:00:00Z");
        var (path, patch) = _cluster.Patches.ShouldHaveSingleItem();
        path.ShouldBe("/apis/cert-manager.io/v1/namespaces/mtls-test/certificates/web/status");
        ((ScalarNode)((MapNode)patch["metadata"]!)["resourceVersion"]!).Text.ShouldBe("17");
        var conditions = ((ListNode)((MapNode)patch["status"]!)["conditions"]!).Cast<MapNode>().ToList();
        conditions.Select(condition => $"{((ScalarNode)condition["type"]!).Text} {((ScalarNode)condition["status"]!).Text}").ShouldBe(["Ready False", "Issuing True"]);
    }

    [Fact]
    public async Task AfterItWasInterrupted_ItGoesOnWithoutAskingAgain()
    {
        var first = await RunAsync("mtls-test/web", "--yes", "--timeout", "1s");
        first.ExitCode.ShouldBe(ExitCode.Unreadable);
        first.Error.ShouldContain("local/mtls-test/web: still at revision 3, after 1 s");
        first.Error.ShouldContain("describe certificate web");
        _cluster.Put(Certificate(4, "\"True\""));

        var second = await RunAsync("mtls-test/web", "--yes");

        second.ExitCode.ShouldBe(ExitCode.Ok, second.Error);
        second.Output.ShouldContain("(done at 2026-11-21T12:00:00Z)");
        _cluster.Patches.Count.ShouldBe(1);
        (await RunAsync("mtls-test/web")).Output.ShouldNotContain("done at");
    }

    /// <summary>Killed before a step, after it, or after all of them: what the journal has is not done again, and the rest is.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public async Task KilledAfterAnyStep_TheSameCommandDoesTheRest(int steps, int asked)
    {
        var revision = 3;
        _cluster.Controller = (cluster, _, _) => cluster.Put(Certificate(++revision, "\"True\""));
        var journal = Path.Combine(_folder.Path, "journal.jsonl");
        (await RunAsync("mtls-test/web", "--yes", "--journal", journal)).ExitCode.ShouldBe(ExitCode.Ok);
        var lines = File.ReadAllLines(journal);
        lines.Length.ShouldBe(3);
        File.WriteAllLines(journal, lines.Take(steps));
        var before = _cluster.Patches.Count;

        var run = await RunAsync("mtls-test/web", "--yes", "--journal", journal);

        run.ExitCode.ShouldBe(ExitCode.Ok, run.Error);
        (_cluster.Patches.Count - before).ShouldBe(asked);
        File.ReadAllLines(journal).Length.ShouldBe(3);
        Directory.EnumerateFiles(_folder.Path, "journal.jsonl*").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(ExitCode.Usage, "names no certificate", "web")]
    [InlineData(ExitCode.Usage, "regions: local", "mars/mtls-test/web")]
    [InlineData(ExitCode.Usage, "is no time to wait", "mtls-test/web", "--timeout", "long")]
    [InlineData(ExitCode.Unreadable, "local/mtls-test/other: there is no such Certificate", "mtls-test/other")]
    public async Task BadInput_IsNamedAndNothingDone(int exitCode, string message, params string[] arguments)
    {
        var run = await RunAsync([.. arguments, "--yes"]);

        run.ExitCode.ShouldBe(exitCode, run.Error);
        run.Error.ShouldContain(message);
        _cluster.Patches.ShouldBeEmpty();
    }

    [Fact]
    public async Task Journal_ThatIsBrokenOrAnothers_IsNamedAndNothingDone()
    {
        var (broken, other) = (_folder.Write("broken.jsonl", "{"), _folder.Write("other.jsonl", """{"Operation":"enable dev x","Step":"settings","At":"","Seen":""}"""));

        (await RunAsync("mtls-test/web", "--yes", "--journal", broken)).Error.ShouldContain("cannot be read");
        (await RunAsync("mtls-test/web", "--yes", "--journal", other)).Error.ShouldContain("is of 'enable dev x', not of 'rotate now dev mtls-test/web'");
        _cluster.Patches.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cluster_ThatCannotBeReached_IsNamed()
    {
        using var elsewhere = new FakeCluster("another-context");
        var wrongContext = await CliRun.OfAsync(Here, "rotate", "now", "dev", "mtls-test/web", "--yes", "--kubectl", elsewhere.Kubectl);
        _cluster.Stop();
        var unreachable = await RunAsync("mtls-test/web", "--yes");
        var noKubectl = await CliRun.OfAsync(Here, "rotate", "now", "dev", "mtls-test/web", "--yes", "--kubectl", "no-such-kubectl");

        wrongContext.ExitCode.ShouldBe(ExitCode.Unreadable);
        wrongContext.Error.ShouldContain("kubectl, context 'kind-dev'");
        wrongContext.Error.ShouldContain("mtls:regions.local.context");
        unreachable.ExitCode.ShouldBe(ExitCode.Unreadable);
        unreachable.Error.ShouldContain("region local: kubectl, context 'kind-dev'");
        noKubectl.Error.ShouldContain("no-such-kubectl cannot be started");
    }

    public void Dispose()
    {
        _cluster.Dispose();
        _folder.Dispose();
    }

    private CliRun.Surroundings Here => new() { WorkingDirectory = _folder.Path };

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.OfAsync(Here, ["rotate", "now", "dev", .. arguments, "--kubectl", _cluster.Kubectl]);

    private static MapNode Certificate(int revision, string ready) => new global::Manifests.Reading.ManifestReader().ReadText($$"""
        apiVersion: cert-manager.io/v1
        kind: Certificate
        metadata: { name: web, namespace: mtls-test, resourceVersion: "17", generation: 1 }
        status:
          revision: {{revision}}
          notAfter: "2026-12-01T00:00:00Z"
          conditions: [{ type: Ready, status: {{ready}}, reason: Renewing, message: soon }]
        """, "test").Items.ShouldHaveSingleItem();
}
