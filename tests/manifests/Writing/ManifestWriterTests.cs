using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Manifests;
using Manifests.Reading;
using Manifests.Writing;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.ManifestTests.Writing;

public sealed class ManifestWriterTests
{
    /// <summary>Pieces of text that some reader of YAML gives a meaning to.</summary>
    private static readonly string[] PieceTexts =
    [
        "a", "Z", "0", "9", "yes", "no", "on", "off", "y", "n", "true", "False", "null", "~", "nan", ".inf", "Infinity", "0x1F", "0o17", "0123", "1e3", "1_000", "12:30:45",
        "2024-01-01", "=", "<<", "-", "- ", ": ", ":", " #", "#", " ", "  ", "\n", "\n\n", "\t", "'", "\"", "\\", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "?", "? ",
        "---", "...", "\r", "\u0085", "\u00A0", "\u2028", "\u2029", "\uFEFF", "é", "😀", "-----BEGIN X-----\n", "/", ".", "+1", "-0", "\u007F", "\u0001",
    ];

    private static readonly Arbitrary<string> Texts = Gen.ListOf(Gen.Elements(PieceTexts)).Select(string.Concat).ToArbitrary();

    [Fact]
    public void Text_WrittenAndRead_IsItself() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5000),
        Prop.ForAll(Texts, text =>
        {
            var node = new MapNode { ["k"] = text, ["l"] = new ListNode([text, new MapNode { ["m"] = text }]) };
            return new ManifestReader().ReadText(ManifestWriter.WriteYaml(node), "f").Items.Single().Equals(node);
        }));

    [Fact]
    public void Text_AsKey_IsItself() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Texts, text =>
        {
            var node = new MapNode { [text] = new MapNode { [text] = "x" } };
            return new ManifestReader().ReadText(ManifestWriter.WriteYaml(node), "f").Items.Single().Equals(node);
        }));

    [Fact]
    public void Text_ReadByPython_IsItself() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5),
        Prop.ForAll(Texts.Generator.ListOf(300).ToArbitrary(), texts =>
        {
            const string Program = "import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin.buffer.read().decode('utf-8')), sys.stdout)";
            OtherReaderAgrees(texts, yaml => RealProgram.Python.Run(["-c", Program], yaml));
        }));

    [Fact]
    public void Text_ReadByKubectl_IsItself() => OtherReaderAgrees(
        [.. PieceTexts, .. PieceTexts.Select(piece => $"a{piece}b"), "a\nb", "a\n  b\n", "x: y\n---\nz\n", "sum(x{a=\"b\"})", "0.0.0.0/0", "*", "a'b"],
        yaml => RealProgram.Kubectl.Run(["annotate", "--local", "-f", "-", "-o", "json", "a=b"], yaml));

    [Fact]
    public void Yaml_OfAWholeObject_IsTheGolden()
    {
        var node = new MapNode
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new MapNode { ["name"] = "sample", ["labels"] = new MapNode { ["app.kubernetes.io/name"] = "sample", ["yes"] = "no" } },
            ["data"] = new MapNode
            {
                ["bundle.pem"] = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
                ["no-final-newline"] = "a\nb",
                ["final-newlines"] = "a\n\n",
                ["indented"] = "  a\nb\n",
                ["expression"] = "sum(rate(x{code=~\"5..\"}[5m])) > 0",
                ["spiffe"] = "spiffe://us.example/ns/shop/sa/orders",
                ["port"] = "8080",
                ["empty"] = "",
                ["long"] = string.Join(' ', Enumerable.Repeat("word", 60)),
                ["unicode"] = "ü 😀",
            },
            ["list"] = new ListNode([1, 1.5, 1e20, true, ScalarNode.Null, new ListNode(), new MapNode(), new ListNode(["x", new ListNode(["y"])]), new MapNode { ["a"] = 1, ["b"] = new ListNode([2]) }]),
        };

        Golden.Matches(ManifestWriter.WriteYaml(node), "manifests/writing.golden.yaml");
        Golden.Matches(ManifestWriter.WriteJson(node), "manifests/writing.golden.json");
    }

    [Fact]
    public void Documents_AreSeparated()
    {
        var text = new StringWriter();
        ManifestWriter.WriteYaml([new MapNode { ["a"] = 1 }, new MapNode { ["b"] = 2 }], text);

        text.ToString().ShouldBe("a: 1\n---\nb: 2\n");
    }

    private static void OtherReaderAgrees(IEnumerable<string> texts, Func<string, RealProgram.Result> read)
    {
        var node = new MapNode
        {
            ["apiVersion"] = "example.com/v1",
            ["kind"] = "Widget",
            ["metadata"] = new MapNode { ["name"] = "x" },
            ["values"] = new ListNode(texts.Select(text => (Node)text)),
            ["numbers"] = new ListNode([0, -1, 1.5, 1e20, 1e-7, long.MaxValue, true, ScalarNode.Null]),
        };
        var other = read(ManifestWriter.WriteYaml(node));
        other.ExitCode.ShouldBe(0, other.Text);
        var seen = (MapNode)Node.FromJson(JsonDocument.Parse(other.Output).RootElement);
        seen["values"].ShouldEqual(node["values"]!);
        seen["numbers"].ShouldEqual(node["numbers"]!);
    }
}
