using System.Text.Json.Nodes;
using Components.Mesh;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Manifests;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Mesh;

/// <summary>Who may read whose endpoints in the stack <c>atlas</c>, and with which file.</summary>
public sealed class RemoteSecretTests
{
    private static readonly EnvironmentPlan Plan =
        EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, "atlas", new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull());

    [Fact]
    public void Reach_IsThatOfTheCalls_NotOfTheMesh() =>
        Plan.Regions.ToDictionary(region => region.Name, region => string.Join(' ', RemoteReach.Of(region.Intent).Select(peer => peer.Name)))
            .ShouldBe(new Dictionary<string, string> { ["north"] = "south", ["south"] = "" }, ignoreOrder: true);

    [Fact]
    public void Reach_OfARegionThatSaysNoAddress_IsNone() => RemoteReach.Of(Plan.Regions[0].Intent with
    {
        Peers = [.. Plan.Regions[0].Intent.Peers.Select(peer => peer with { ApiServer = null })],
    }).ShouldBeEmpty();

    [Fact]
    public async Task Run_GivesTheReadRegionATokenAndTheReadingOneTheFile()
    {
        var recorded = new RecordedSecrets();
        await HermeticRun.OfAsync(Plan, secrets: recorded.Add);
        var secrets = recorded.Ordered().ToDictionary(secret => $"{secret.Region}/{Text(Metadata(secret), "name")}");

        var token = secrets["south/istio-reader-north"];
        Text(token.Manifest, "type").ShouldBe("kubernetes.io/service-account-token");
        Text((MapNode)Metadata(token)["annotations"]!, "kubernetes.io/service-account.name").ShouldBe("istio-reader-service-account");
        var remote = secrets["north/istio-remote-secret-atlas-south"];
        Text((MapNode)Metadata(remote)["labels"]!, "istio/multiCluster").ShouldBe("true");
        Text((MapNode)Metadata(remote)["annotations"]!, "networking.istio.io/cluster").ShouldBe("atlas-south");
        Text((MapNode)remote.Manifest["stringData"]!, "atlas-south").ShouldContain("server: https://api.south.atlas.example:6443");
        secrets.Keys.Count(key => key.Contains("istio-re", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void Kubeconfig_ReadByKubectl_NamesServerAuthorityAndToken()
    {
        using var folder = new TemporaryFolder();
        var south = Plan.Regions[0].Intent.Peers.Single();
        var file = folder.Write("kubeconfig", RemoteKubeconfig.For(south, Convert.ToBase64String("an authority"u8), "a-token"));

        var run = new RealProgram("kubectl", "kubernetes-client").Run(["config", "view", "--kubeconfig", file, "--raw", "--minify", "-o", "json"]);

        run.ExitCode.ShouldBe(0, run.Text);
        var read = JsonNode.Parse(run.Output)!;
        read["current-context"]!.GetValue<string>().ShouldBe("atlas-south");
        read["clusters"]![0]!["cluster"]!["server"]!.GetValue<string>().ShouldBe("https://api.south.atlas.example:6443");
        Convert.FromBase64String(read["clusters"]![0]!["cluster"]!["certificate-authority-data"]!.GetValue<string>()).ShouldBe("an authority"u8.ToArray());
        read["users"]![0]!["user"]!["token"]!.GetValue<string>().ShouldBe("a-token");
    }

    private static MapNode Metadata(RecordedSecret secret) => (MapNode)secret.Manifest["metadata"]!;

    private static string Text(MapNode node, string key) => ((ScalarNode)node[key]!).AsString!;
}
