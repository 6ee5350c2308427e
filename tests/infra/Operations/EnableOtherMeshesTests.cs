using Infra.Cli;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Infra.Planning;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Operations;

/// <summary><c>enable</c> where the mesh is Linkerd's, and where it is Istio's without sidecars.</summary>
public sealed class EnableOtherMeshesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Enable_InLinkerd_RestartsPodsUntilTheyHaveItsProxy()
    {
        using var cluster = Cluster("linkerd-lab", "linkerd-lab", "    shop: {}\n");
        cluster.Controller = (own, _, _) => Deploy(own, generation: 2, "linkerd-proxy");

        var first = await EnableAsync("linkerd-lab", cluster);
        first.ExitCode.ShouldBe(ExitCode.Unreadable, first.Output);
        first.Error.ShouldContain("lab: namespace batch has no label istio-injection=disabled, annotation linkerd.io/inject=enabled");
        File.ReadAllText(Stack("linkerd-lab")).ShouldNotContain("batch: { sidecars: false }");
        cluster.Patches.ShouldBeEmpty();

        cluster.Put("{ apiVersion: v1, kind: Namespace, metadata: { name: batch, labels: { istio-injection: disabled }, annotations: { linkerd.io/inject: enabled, config.linkerd.io/default-inbound-policy: deny } } }");
        var second = await EnableAsync("linkerd-lab", cluster);

        second.ExitCode.ShouldBe(ExitCode.Ok, second.Error + second.Output);
        second.Output.ShouldContain("done: every pod has a proxy");
        cluster.Patches.ShouldHaveSingleItem().Path.ShouldBe("/apis/apps/v1/namespaces/batch/deployments/web");
    }

    [Fact]
    public async Task Enable_InAmbientMode_NeedsNoRestart()
    {
        using var cluster = Cluster("ambient", "library", "    catalogue: {}\n");

        var first = await EnableAsync("ambient", cluster);
        first.ExitCode.ShouldBe(ExitCode.Unreadable, first.Output);
        first.Error.ShouldContain("main: namespace batch has no label istio.io/dataplane-mode=ambient");

        cluster.Put("{ apiVersion: v1, kind: Namespace, metadata: { name: batch, labels: { istio.io/dataplane-mode: ambient } } }");
        var second = await EnableAsync("ambient", cluster);

        second.ExitCode.ShouldBe(ExitCode.Ok, second.Error + second.Output);
        second.Output.ShouldNotContain("restart");
        cluster.Patches.ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private string Stack(string name) => Path.Combine(_folder.Path, $"stacks/Pulumi.{name}.yaml");

    /// <summary>A stack with a namespace more, outside of the mesh, in which a pod runs.</summary>
    private FakeCluster Cluster(string stack, string context, string beside)
    {
        _folder.Write("Pulumi.yaml", "name: mtls\n");
        _folder.Write($"stacks/Pulumi.{stack}.yaml", StackText.Replace(StackText.Of(stack), beside, $"{beside}    batch: {{ sidecars: false }}\n"));
        var cluster = new FakeCluster(context);
        cluster.Put(
            """
            { apiVersion: v1, kind: Namespace, metadata: { name: batch } }
            ---
            { apiVersion: apps/v1, kind: StatefulSet, metadata: { name: unrelated, namespace: elsewhere } }
            ---
            { apiVersion: apps/v1, kind: DaemonSet, metadata: { name: unrelated, namespace: elsewhere } }
            """);
        Deploy(cluster, generation: 1, "migrate");
        return cluster;
    }

    private static void Deploy(FakeCluster cluster, int generation, string container) => cluster.Put(
        $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: batch, generation: {{generation}} }
        spec: { replicas: 1, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: app, image: app }] } } }
        status: { observedGeneration: {{generation}}, replicas: 1, updatedReplicas: 1, readyReplicas: 1 }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web-1, namespace: batch, labels: { app: web }, ownerReferences: [{ kind: ReplicaSet, name: web }] }
        spec: { containers: [{ name: app }], initContainers: [{ name: {{container}} }] }
        """);

    private Task<CliRun> EnableAsync(string stack, FakeCluster cluster) => CliRun.OfAsync(
        new CliRun.Surroundings { WorkingDirectory = _folder.Path }, "enable", stack, "batch", "--yes", "--timeout", "5s", "--kubectl", cluster.Kubectl);
}
