using Infra.Cli;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Operations;

/// <summary><c>enable</c>, from a namespace without sidecars to pods with proxies.</summary>
public sealed class EnableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeCluster _cluster = new("kind-dev");
    private readonly string _stack;

    public EnableTests()
    {
        _folder.Write("Pulumi.yaml", "name: mtls\n");
        _stack = _folder.Write("stacks/Pulumi.dev.yaml", File.ReadAllText(Repository.File("stacks/Pulumi.dev.yaml")));
        _cluster.Put(
            """
            { apiVersion: v1, kind: Namespace, metadata: { name: plain } }
            ---
            { apiVersion: apps/v1, kind: StatefulSet, metadata: { name: unrelated, namespace: elsewhere } }
            ---
            { apiVersion: apps/v1, kind: DaemonSet, metadata: { name: unrelated, namespace: elsewhere } }
            ---
            { apiVersion: v1, kind: Pod, metadata: { name: lone, namespace: plain, labels: { app: lone } }, spec: { containers: [{ name: app }] } }
            """);
        Deploy(generation: 1, proxy: false);
        _cluster.Controller = (_, key, _) => Deploy(generation: 2, proxy: key.Kind == "Deployment");
    }

    [Fact]
    public async Task Enable_StepByStep_EndsWithAProxyInEachPod()
    {
        var before = File.ReadAllText(_stack);
        var look = await RunAsync();
        File.ReadAllText(_stack).ShouldBe(before);
        Golden.Matches(look.Output + look.Error, "infra/Operations/goldens/enable.txt");

        var first = await RunAsync("--yes");
        first.ExitCode.ShouldBe(ExitCode.Unreadable);
        first.Error.ShouldContain("local: namespace plain has no label istio-injection=enabled");
        first.Error.ShouldContain("run 'pulumi up --stack dev', then this command again");
        File.ReadAllText(_stack).ShouldContain("    plain: {  }");
        _cluster.Patches.ShouldBeEmpty();

        _cluster.Put("{ apiVersion: v1, kind: Namespace, metadata: { name: plain, labels: { istio-injection: enabled} } }");
        var second = await RunAsync("--yes");
        second.ExitCode.ShouldBe(ExitCode.Ok, second.Error + second.Output);
        second.Output.ShouldContain("done: every pod has a proxy");
        second.Error.ShouldContain("local/plain/lone: no controller makes this pod");
        _cluster.Patches.ShouldHaveSingleItem().Path.ShouldBe("/apis/apps/v1/namespaces/plain/deployments/web");

        (await RunAsync("--yes")).Output.ShouldNotContain("restart");
    }

    [Fact]
    public async Task Enable_OfPodsThatGetNone_SaysSoWhenItsTimeIsOver()
    {
        _cluster.Put("{ apiVersion: v1, kind: Namespace, metadata: { name: mtls-test, labels: { istio-injection: enabled} } }");
        Deploy(generation: 1, proxy: false, @namespace: "mtls-test");
        _cluster.Controller = (_, _, _) => Deploy(generation: 2, proxy: false, @namespace: "mtls-test");

        var run = await CliRun.OfAsync(Here, "enable", "dev", "mtls-test", "--yes", "--timeout", "1s", "--kubectl", _cluster.Kubectl);

        run.ExitCode.ShouldBe(ExitCode.Unreadable, run.Output);
        run.Error.ShouldContain("local: deployment/web: 1 pod without a proxy, after 1 s");
        run.Error.ShouldContain("rollout undo");
    }

    [Theory]
    [InlineData("dev", "plian", "stack dev has no namespace plian; did you mean plain?")]
    [InlineData("dev", "mtls-tset", "stack dev has no namespace mtls-tset; did you mean mtls-test?")]
    [InlineData("dve", "plain", "there is no stack dve; allowed: dev; did you mean dev?")]
    public async Task Enable_OfAMisspeltName_ChangesNothingAndAsksWhatWasMeant(string stack, string name, string question)
    {
        var before = File.ReadAllText(_stack);

        var run = await CliRun.OfAsync(Here, "enable", stack, name, "--yes", "--kubectl", _cluster.Kubectl);

        run.ExitCode.ShouldBe(ExitCode.Usage, run.Output);
        run.Error.ShouldContain(question);
        File.ReadAllText(_stack).ShouldBe(before);
    }

    [Fact]
    public async Task Enable_OfANewNamespace_AddsIt()
    {
        var run = await CliRun.OfAsync(Here, "enable", "dev", "shop", "--kubectl", _cluster.Kubectl);

        run.ExitCode.ShouldBe(ExitCode.Ok, run.Error);
        run.Output.ShouldContain("+     shop: {}");
    }

    public void Dispose()
    {
        _cluster.Dispose();
        _folder.Dispose();
    }

    private CliRun.Surroundings Here => new() { WorkingDirectory = _folder.Path };

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.OfAsync(Here, ["enable", "dev", "plain", .. arguments, "--kubectl", _cluster.Kubectl]);

    private void Deploy(int generation, bool proxy, string @namespace = "plain") => _cluster.Put(SampleDeployment.Of(generation, proxy, @namespace));
}
