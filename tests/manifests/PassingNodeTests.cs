using Manifests;
using Manifests.Core.V1;
using Shouldly;
using Xunit;

namespace Tests.ManifestTests;

/// <summary>Nodes of objects that are written when somebody looks into them, and can be let go of again.</summary>
public sealed class PassingNodeTests
{
    private static readonly ConfigMap Map = new()
    {
        Metadata = new() { Name = "settings", Namespace = "shop", Labels = new() { ["app"] = "shop" } },
        Data = new() { ["a"] = "1" },
    };

    [Fact]
    public void PassingNode_IsTheObjectsNode()
    {
        Map.ToPassingNode().ShouldBe(Map.ToNode());
        Map.ToPassingNode().Select(entry => entry.Key).ShouldBe(Map.ToNode().Select(entry => entry.Key));
        Map.ToPassingNode().Count.ShouldBe(4);
    }

    [Fact]
    public void Name_BeforeAndAfterTheRest_IsTheSame()
    {
        var node = Map.ToPassingNode();
        var (version, kind, metadata) = (node["apiVersion"], node["kind"], node["metadata"]);

        node.ContainsKey("data").ShouldBeTrue();
        node["apiVersion"].ShouldBe(version);
        node["kind"].ShouldBe(kind);
        node["metadata"].ShouldBe(metadata);
        node["spec"].ShouldBeNull();
    }

    [Fact]
    public void Forgotten_IsWrittenAgain()
    {
        var node = Map.ToPassingNode();
        var data = node["data"];
        node.Forget();

        node["data"].ShouldNotBeSameAs(data);
        node.ShouldBe(Map.ToNode());
    }

    [Fact]
    public void ReadWhileForgotten_IsNotDisturbed()
    {
        var node = Map.ToPassingNode();
        var keys = new List<string>();
        foreach (var entry in node)
        {
            node.Forget();
            keys.Add(entry.Key);
        }

        keys.ShouldBe(["apiVersion", "kind", "metadata", "data"]);
    }

    [Fact]
    public void Changed_IsNotForgotten()
    {
        var (added, replaced) = (Map.ToPassingNode(), Map.ToPassingNode());
        added["more"] = "2";
        replaced["kind"] = "Secret";
        added.Forget();
        replaced.Forget();

        added["more"].ShouldBe(new ScalarNode("2"));
        replaced["kind"].ShouldBe(new ScalarNode("Secret"));
    }

    [Fact]
    public void OtherMaps_AreNotForgotten()
    {
        var node = Map.ToNode();
        node.Forget();

        node.ShouldBe(Map.ToNode());
    }
}
