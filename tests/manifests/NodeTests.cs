using System.Collections.Immutable;
using System.Text.Json;
using Manifests;
using Shouldly;
using Xunit;

namespace Tests.ManifestTests;

public sealed class NodeTests
{
    [Fact]
    public void PlainObject_HasOnlyTypesThatPulumiSerializes()
    {
        var node = new MapNode { ["i"] = 1, ["big"] = 5_000_000_000, ["d"] = 1.5, ["b"] = true, ["s"] = "x", ["n"] = ScalarNode.Null, ["l"] = new ListNode(["a"]) };

        var plain = node.ToPlainObject().ShouldBeOfType<ImmutableDictionary<string, object?>>();

        plain["i"].ShouldBeOfType<double>().ShouldBe(1);
        plain["big"].ShouldBeOfType<double>().ShouldBe(5e9);
        plain["d"].ShouldBe(1.5);
        plain["b"].ShouldBe(true);
        plain["s"].ShouldBe("x");
        plain["n"].ShouldBeNull();
        plain["l"].ShouldBeOfType<ImmutableArray<object?>>().ShouldBe(["a"]);
        Node.FromPlainObject(plain).ShouldEqual(node);
    }

    [Fact]
    public void PlainObject_OfPulumisMocks_IsRead()
    {
        var inputs = ImmutableDictionary<string, object>.Empty
            .Add("replicas", 3.0)
            .Add("ratio", 0.5)
            .Add("list", ImmutableArray.Create<object>("a", 1.0))
            .Add("labels", ImmutableDictionary<string, string>.Empty.Add("app", "web"));

        var node = Node.FromPlainObject(inputs);

        node.ShouldEqual(new MapNode
        {
            ["replicas"] = 3,
            ["ratio"] = 0.5,
            ["list"] = new ListNode(["a", 1]),
            ["labels"] = new MapNode { ["app"] = "web" },
        });
        ((ScalarNode)((MapNode)node)["replicas"]!).Kind.ShouldBe(ScalarKind.Integer);
    }

    [Fact]
    public void PlainObject_OfAnUnknownType_IsRefused() =>
        Should.Throw<ArgumentException>(() => Node.FromPlainObject(new List<object?> { new Version(1, 2) })).Message.ShouldContain("System.Version");

    [Fact]
    public void Json_KeepsWholeAndBrokenNumbersApart()
    {
        var node = Node.FromJson(JsonDocument.Parse("""{"a": 9007199254740993, "b": 1.5, "c": [null, false]}""").RootElement);

        node.ShouldEqual(new MapNode { ["a"] = 9007199254740993, ["b"] = 1.5, ["c"] = new ListNode([ScalarNode.Null, false]) });
    }

    [Fact]
    public void Equality_IgnoresKeyOrderAndMarks_AndNothingElse()
    {
        var left = new MapNode { Mark = new Mark("f", 1, 1), ["a"] = 1, ["b"] = new ListNode(["x", "y"]) };

        left.ShouldEqual(new MapNode { ["b"] = new ListNode(["x", "y"]), ["a"] = 1 });
        left.GetHashCode().ShouldBe(new MapNode { ["b"] = new ListNode(["x", "y"]), ["a"] = 1 }.GetHashCode());
        left.Equals(new MapNode { ["b"] = new ListNode(["y", "x"]), ["a"] = 1 }).ShouldBeFalse();
        left.Equals(new MapNode { ["b"] = new ListNode(["x", "y"]), ["a"] = "1" }).ShouldBeFalse();
    }

    [Fact]
    public void Map_WithManyKeys_FindsEachAndRefusesDuplicates()
    {
        var map = new MapNode();
        for (var number = 0; number < 100; number++)
        {
            map.Add($"k{number}", number);
            map[$"k{number}"].ShouldBe(number);
        }

        map["k7"] = "seven";
        map["k7"].ShouldBe("seven");
        map.EntryAt(99).Key.ShouldBe("k99");
        map.ContainsKey("K7").ShouldBeFalse();
        Should.Throw<ArgumentException>(() => map.Add("k50", 1)).Message.ShouldContain("k50");
    }

    [Theory]
    [InlineData(1e20, "1.0E+20")]
    [InlineData(1e-7, "1.0E-07")]
    [InlineData(1.5, "1.5")]
    public void Numbers_AreSpelledSoThatYaml11SeesNumbers(double number, string text) => new ScalarNode(number).Text.ShouldBe(text);
}
