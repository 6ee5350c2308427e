using Infra;
using Infra.Cli;
using Infra.Planning;
using Manifests;
using Manifests.Reading;
using Manifests.Writing;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Live;

/// <summary><c>debug</c> where the mesh is Linkerd's, and where it is Istio's without sidecars.</summary>
public sealed class DebugOtherMeshesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("{ name: linkerd-proxy }", null)]
    [InlineData("{ name: migrate }", "stopped by the layer authorization in the cluster, and not by the plan: ")]
    public async Task LinkerdClient_WithoutItsProxy_IsNobodyToTheServer(string container, string? conclusion)
    {
        var run = await DebugAsync(
            "linkerd-lab",
            "--from orders --to ledger --port http --method POST --path /entries",
            Pod("orders", "shop", $"initContainers: [{container}]", ""),
            Pod("ledger", "finance", "initContainers: [{ name: linkerd-proxy }]", ""));

        Concludes(run, conclusion, "Pod shop/orders-0: its namespace is injected, and it has no container linkerd-proxy");
        if (conclusion is not null)
        {
            run.Output.ShouldNotContain("the proxies of both ends make mutual TLS");
        }
    }

    [Theory]
    [InlineData("annotations: { ambient.istio.io/redirection: enabled }", null)]
    [InlineData("", "stopped by the layer ")]
    public async Task AmbientServer_PastItsZtunnel_IsNotReachedByTheWaypoint(string metadata, string? conclusion)
    {
        var run = await DebugAsync(
            "ambient",
            "--from portal --to loans --port http --method GET --path /loans",
            Pod("portal", "catalogue", "nodeName: n1", "annotations: { ambient.istio.io/redirection: enabled }"),
            Pod("loans", "lending", "nodeName: n1", metadata),
            "{ apiVersion: v1, kind: Pod, metadata: { name: ztunnel-x, namespace: istio-cni, labels: { app: ztunnel } }, spec: { nodeName: n1, containers: [{ name: istio-proxy }] }, status: { phase: Running, conditions: [{ type: Ready, status: 'True' }] } }");

        Concludes(run, conclusion, "Pod lending/loans-0: its namespace is ambient, and istio-cni has not led its connections to the node's ztunnel");
    }

    public void Dispose() => _folder.Dispose();

    private static void Concludes(CliRun run, string? conclusion, string finding)
    {
        run.ExitCode.ShouldBe(conclusion is null ? ExitCode.Ok : ExitCode.Findings, run.Output + run.Error);
        run.Output.ShouldContain(conclusion ?? "allowed by the plan and in the cluster, and nothing near it is amiss");
        if (conclusion is not null)
        {
            run.Output.ShouldContain(finding);
        }
    }

    private static string Pod(string name, string @namespace, string spec, string metadata) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: {{name}}-0, namespace: {{@namespace}}, labels: { app: {{name}} }, {{metadata}} }
        spec: { serviceAccountName: {{name}}, containers: [{ name: app }], {{spec}} }
        status: { phase: Running, podIP: 10.0.0.7, conditions: [{ type: Ready, status: "True" }] }
        """;

    private Task<CliRun> DebugAsync(string stack, string question, params string[] pods)
    {
        var plan = EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, stack, DateOnly.FromDateTime(CliRun.Today.UtcDateTime)).Intent.ShouldNotBeNull()).Regions.Single();
        var objects = plan.Manifests.Select(manifest => ServedObject.Of(manifest.ToNode())).Concat(pods.SelectMany(pod => new ManifestReader().ReadText(pod, "test").Items));
        var dump = ManifestWriter.WriteJson(new MapNode { new("apiVersion", "v1"), new("kind", "List"), new("items", new ListNode(objects)) });
        return CliRun.OfAsync(["debug", stack, .. question.Split(' '), "--dump", _folder.Write("dump.json", dump)]);
    }
}
