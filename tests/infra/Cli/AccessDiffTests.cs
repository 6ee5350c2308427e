using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

public sealed class AccessDiffTests
{
    private const string Ledger =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: ledger, namespace: finance }
        spec: { selector: { matchLabels: { app: ledger } }, template: { metadata: { labels: { app: ledger } }, spec: { containers: [ { name: app, image: "a:1", ports: [ { containerPort: 8080 } ] } ] } } }
        ---
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata: { name: default, namespace: istio-system }
        spec: { mtls: { mode: STRICT } }
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: { name: ledger, namespace: finance }
        spec: { selector: { matchLabels: { app: ledger } }, rules: [ { from: [ { source: { principals: [ cluster.local/ns/shop/sa/orders ] } } ], to: [ { operation: { ports: ["8080"] } } ] } ] }

        """;

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("markdown")]
    public async Task Diff_OfTwoFiles_NamesWhoGainsByWhichObject(string format)
    {
        using var folder = new TemporaryFolder();
        var before = folder.Write("before.yaml", Ledger);
        var after = folder.Write("after.yaml", Ledger.Replace("sa/orders ]", "sa/orders, cluster.local/ns/shop/sa/web ]", StringComparison.Ordinal));

        var run = await CliRun.OfAsync("access", "diff", before, after, "-o", format);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("gained");
        run.Output.ShouldNotContain("lost");
        run.Output.ShouldContain("spiffe://cluster.local/ns/shop/sa/web");
        run.Output.ShouldContain("AuthorizationPolicy finance/ledger");
    }

    [Fact]
    public async Task Diff_OfTheSame_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("ledger.yaml", Ledger);

        (await CliRun.OfAsync("access", "diff", file, file)).Output.ShouldBe("no call is decided differently\n");
    }

    [Fact]
    public async Task Check_WithStatements_ProvesThemOfFiles()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("ledger.yaml", Ledger);
        var kept = folder.Write("kept.yaml", "- only: { from: trust domain cluster.local, to: ledger }\n");
        var broken = folder.Write("broken.yaml", "- deny: { from: namespace shop, to: ledger }\n");
        var wrong = folder.Write("wrong.yaml", "- deny: { from: nobody at all, to: ledger }\n");

        (await CliRun.OfAsync("check", "-f", file, "--statements", kept, "--only", "MTLS370")).ExitCode.ShouldBe(0);
        var refuted = await CliRun.OfAsync("check", "-f", file, "--statements", broken, "--only", "MTLS370");
        refuted.ExitCode.ShouldBe(1);
        refuted.Output.ShouldContain("ns/shop/sa/orders");
        var refused = await CliRun.OfAsync("check", "-f", file, "--statements", wrong);
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("wrong.yaml:1");
    }
}
