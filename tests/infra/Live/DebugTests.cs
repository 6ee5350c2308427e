using System.Text.Json;
using Infra.Cli;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Infra.Operations;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Live;

/// <summary><c>debug</c>: the plan of <c>dev</c> beside clusters in which something is not as planned.</summary>
public sealed class DebugTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Call_ThatIsAllowedAndDeployed_IsStoppedByNothing()
    {
        var run = await DebugAsync(new DevCluster());

        run.ExitCode.ShouldBe(ExitCode.Ok, run.Output + run.Error);
        Golden.Matches(run.Output, "infra/Live/goldens/debug-nothing.txt");
    }

    [Fact]
    public async Task Call_ThatTheStackFileDoesNotAllow_IsStoppedByIt()
    {
        var run = await DebugAsync(new DevCluster(), "--from", "curl-client", "--to", "httpbin-strict", "--port", "http", "--method", "DELETE", "--path", "/headers");

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ShouldContain("stopped by the layer authorization, as the stack file says: ");
        run.Output.ShouldEndWith("\nfirst: infra preview dev\n  # with the entry in the stack file: what it opens, before 'pulumi up'\n");
        run.Output.ShouldMatch(@"\nto allow it, add to mtls:services\.httpbin-strict\.callers \(stacks/Pulumi\.dev\.yaml:\d+\):\n  - \{ from: curl-client, methods: \[DELETE\], paths: \[/headers\] \}\nwith it, the call gets through, and nothing else denies it\n");
    }

    [Fact]
    public async Task Call_WhoseAllowIsMissingInTheCluster_NamesLayerAndObject()
    {
        var run = await DebugAsync(new DevCluster().Remove("AuthorizationPolicy mtls-test/httpbin-strict"));

        run.ExitCode.ShouldBe(ExitCode.Findings);
        Golden.Matches(run.Output, "infra/Live/goldens/debug-allow-missing.txt");
    }

    [Theory]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: stop, namespace: mtls-test }, spec: { action: DENY, rules: [{ to: [{ operation: { paths: [/headers] } }] }] } }", "authorization", "MTLS583")]
    [InlineData("{ apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: { name: plain, namespace: mtls-test }, spec: { host: httpbin-strict.mtls-test.svc.cluster.local, trafficPolicy: { tls: { mode: DISABLE } } } }", "server-tls", "MTLS583")]
    public async Task Call_WithSomethingBesidesThePlan_NamesTheLayer(string manifest, string layer, string code)
    {
        var run = await DebugAsync(new DevCluster().Add(manifest));

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Output);
        run.Output.ShouldContain($"stopped by the layer {layer} in the cluster, and not by the plan: ");
        run.Output.ShouldContain(code);
        run.Output.ShouldMatch(@"\nfirst: kubectl --context kind-dev -n mtls-test get (?:authorizationpolicy stop|destinationrule plain) -o yaml --show-managed-fields\n");
    }

    [Fact]
    public async Task Client_WithoutItsProxy_IsStoppedByTheServer()
    {
        var run = await DebugAsync(new DevCluster().Add(DevCluster.Pod("curl-client", "mtls-test", "curl-client", hasProxy: false)));

        run.Output.ShouldContain("stopped by the layer server-tls in the cluster, and not by the plan: ");
        run.Output.ShouldContain("MTLS587");
        run.Output.ShouldContain("\nfirst: infra enable dev mtls-test --yes\n");
    }

    [Fact]
    public async Task Client_UnderAnotherAccount_IsStoppedByAuthorization()
    {
        var run = await DebugAsync(new DevCluster().Add(DevCluster.Pod("curl-client", "mtls-test", "default", hasProxy: true)));

        run.Output.ShouldContain("stopped by the layer authorization in the cluster, and not by the plan: ");
    }

    [Fact]
    public async Task Server_WithoutPods_IsNamed()
    {
        var run = await DebugAsync(new DevCluster().Remove("Pod mtls-test/httpbin-strict-0"));

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ShouldContain("error MTLS595 local: Deployment mtls-test/httpbin-strict: no pod has the labels app=httpbin-strict");
        run.Output.ShouldContain("what is not as planned is listed above, and may stop it\n");
        run.Output.ShouldEndWith("\nfirst: kubectl --context kind-dev -n mtls-test describe pods -l app=httpbin-strict\n  # why no pod is ready\n");
    }

    [Fact]
    public async Task Server_WithoutItsService_IsNotToBeCalled()
    {
        var run = await DebugAsync(new DevCluster().Remove("Service mtls-test/httpbin-strict"));

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ShouldContain("MTLS581");
        run.Output.ShouldMatch("not to be made in the cluster: |stopped by the layer");
    }

    [Fact]
    public async Task Json_HasBothSides()
    {
        var run = await DebugAsync(new DevCluster(), [.. Question, "-o", "json"]);

        using var document = JsonDocument.Parse(run.Output);
        var call = document.RootElement.EnumerateArray().ShouldHaveSingleItem();
        call.GetProperty("isStopped").GetBoolean().ShouldBeFalse();
        call.GetProperty("planned").GetProperty("answer").GetString().ShouldBe("allowed");
        call.GetProperty("running").GetProperty("transport").GetString().ShouldBe("mtls");
    }

    [Theory]
    [InlineData(ExitCode.Usage, "--to is missing", "--from", "curl-client")]
    [InlineData(ExitCode.Usage, "nobody", "--from", "nobody", "--to", "httpbin-strict")]
    [InlineData(ExitCode.Unreadable, "no-such-kubectl cannot be started", "--from", "curl-client", "--to", "httpbin-strict", "--port", "http", "--kubectl", "no-such-kubectl")]
    public async Task BadInput_IsNamed(int exitCode, string message, params string[] arguments)
    {
        string[] dump = arguments.Contains("--kubectl") ? [] : ["--dump", _folder.Write("dev.json", new DevCluster().Dump())];
        var run = await CliRun.OfAsync(["debug", "dev", .. arguments, .. dump]);

        run.ExitCode.ShouldBe(exitCode, run.Output + run.Error);
        run.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Cluster_ThroughKubectl_IsReadAndNotChanged()
    {
        using var cluster = new FakeCluster("kind-dev");
        foreach (var manifest in new DevCluster().Remove("AuthorizationPolicy mtls-test/httpbin-strict").Objects)
        {
            cluster.Put(manifest);
        }

        var run = await CliRun.OfAsync(["debug", "dev", .. Question, "--kubectl", cluster.Kubectl]);

        run.Output.ShouldContain("stopped by the layer authorization in the cluster, and not by the plan: ");
        cluster.Patches.ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private static readonly string[] Question = ["--from", "curl-client", "--to", "httpbin-strict", "--port", "http", "--method", "GET", "--path", "/headers"];

    private Task<CliRun> DebugAsync(DevCluster cluster, params string[] question) =>
        CliRun.OfAsync(["debug", "dev", .. question.Length > 0 ? question : Question, "--dump", _folder.Write("dev.json", cluster.Dump())]);
}
