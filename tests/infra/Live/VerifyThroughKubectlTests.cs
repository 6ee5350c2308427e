using System.Text.Json;
using Infra;
using Infra.Cli;
using Infra.Planning;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Infra.Operations;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Live;

/// <summary><c>verify</c> through Debian's kubectl, against an API server that holds what the plan of <c>dev</c> has.</summary>
public sealed class VerifyThroughKubectlTests : IDisposable
{
    private readonly FakeCluster _cluster = new("kind-dev");

    public VerifyThroughKubectlTests()
    {
        var plan = EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, "dev", DateOnly.FromDateTime(CliRun.Today.UtcDateTime)).Intent.ShouldNotBeNull());
        foreach (var manifest in plan.Regions.Single().Manifests)
        {
            _cluster.Put(ServedObject.Of(manifest.ToNode()));
        }
    }

    [Fact]
    public async Task Cluster_AsPlanned_LacksNothingButKindsThatNobodyInstalled()
    {
        var run = await VerifyAsync();

        Codes(run).Distinct().ShouldBe(["MTLS588"], run.Output + run.Error);
        run.Error.ShouldContain("of 1 cluster");
    }

    [Fact]
    public async Task Cluster_WithAnotherObject_IsFound()
    {
        _cluster.Put("{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: open, namespace: mtls-test }, spec: { rules: [{}] } }");

        Codes(await VerifyAsync()).ShouldContain("MTLS583");
    }

    [Fact]
    public async Task Cluster_ThatIsGone_IsNamed()
    {
        _cluster.Stop();

        var run = await VerifyAsync();

        run.ExitCode.ShouldBe(ExitCode.Unreadable);
        run.Error.ShouldContain("region local: kubectl, context 'kind-dev'");
    }

    public void Dispose() => _cluster.Dispose();

    private Task<CliRun> VerifyAsync() => CliRun.OfAsync("verify", "dev", "--kubectl", _cluster.Kubectl, "-o", "json");

    private static string[] Codes(CliRun run) => [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()!)];
}
