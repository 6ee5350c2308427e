using Infra;
using Infra.Live;
using Infra.Planning;
using Manifests.Reading;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Live;

/// <summary>Which pods of a cluster lack the proxy that their namespace gives them, by data plane.</summary>
public sealed class ProxiesTests
{
    private const string Ready = "status: { phase: Running, conditions: [{ type: Ready, status: 'True' }] }";
    private const string Ztunnel = $$"""
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: ztunnel-x, namespace: istio-cni, labels: { app: ztunnel } }
        spec: { nodeName: node-1, containers: [{ name: istio-proxy }] }
        {{Ready}}
        """;

    [Theory]
    [InlineData("", "annotations: { ambient.istio.io/redirection: enabled }", "", null)]
    [InlineData("", "", "", "its namespace is ambient, and istio-cni has not led its connections to the node's ztunnel (no annotation ambient.istio.io/redirection: enabled)")]
    [InlineData("", "labels: { istio.io/dataplane-mode: none }", "", "its namespace is ambient, and its label istio.io/dataplane-mode is none")]
    [InlineData("hostNetwork: true,", "", "", "its namespace is ambient, and it is in the network of its node")]
    [InlineData("initContainers: [{ name: istio-proxy }],", "", "", null)]
    [InlineData("", "annotations: { ambient.istio.io/redirection: enabled }", "node-2", "its namespace is ambient, and no ztunnel is ready on its node node-2")]
    public void Pod_InAnAmbientNamespace_IsLedThroughAReadyZtunnel(string spec, string metadata, string node, string? problem) => Check(
        "ambient",
        $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: books-0, namespace: catalogue, {{metadata}} }
        spec: { {{spec}} nodeName: {{(node.Length == 0 ? "node-1" : node)}}, containers: [{ name: app }] }
        {{Ready}}
        {{Ztunnel}}
        """,
        problem);

    [Fact]
    public void Ztunnel_ThatIsNotReady_CarriesNobody() => Check(
        "ambient",
        $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: books-0, namespace: catalogue, annotations: { ambient.istio.io/redirection: enabled } }
        spec: { nodeName: node-1, containers: [{ name: app }] }
        {{Ready}}
        {{Ztunnel.Replace("'True'", "'False'", StringComparison.Ordinal)}}
        """,
        "its namespace is ambient, and no ztunnel is ready on its node node-1");

    [Theory]
    [InlineData("linkerd-proxy", null)]
    [InlineData("istio-proxy", "its namespace is injected, and it has no container linkerd-proxy")]
    public void Pod_InALinkerdNamespace_HasLinkerdsProxy(string container, string? problem) => Check(
        "linkerd-lab",
        $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: ledger-0, namespace: finance }
        spec: { nodeName: node-1, initContainers: [{ name: {{container}} }], containers: [{ name: app }] }
        {{Ready}}
        """,
        problem);

    private static void Check(string stack, string pods, string? problem)
    {
        var region = EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, stack, new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull()).Regions.Single();
        var read = new ManifestReader().ReadText(pods, "test");
        read.Errors.ShouldBeEmpty();

        var findings = Proxies.Check(region, new LiveCluster(region.Name, read.Items)).ToList();

        findings.Select(finding => finding.Message).ShouldBe(problem is null ? [] : [$"{problem}: what it sends is plaintext, and what it receives is not authorized"]);
    }
}
