using System.Text;
using Manifests;
using Manifests.Reading;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.ManifestTests.Reading;

public sealed class ManifestReaderTests
{
    private static readonly ManifestReader Reader = new();

    [Fact]
    public void Documents_AreReadInOrder_AndEmptyOnesLeftOut()
    {
        var result = Reader.ReadText("---\n# nothing\n---\nkind: A\n---\n---\nkind: B\n...\n", "f");

        result.Errors.ShouldBeEmpty();
        result.Items.Select(item => item["kind"]).ShouldBe(["A", "B"]);
    }

    [Fact]
    public void Lists_AreTakenApart_AndTheirItemsKnowWhatTheyAre()
    {
        var result = Reader.ReadText("""
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: Secret, metadata: {name: a}}
            - apiVersion: v1
              kind: PodList
              items: [{metadata: {name: b}}]
            """, "f");

        result.Items.Select(item => (item["apiVersion"], item["kind"])).ShouldBe([("v1", "Secret"), ("v1", "Pod")]);
    }

    [Fact]
    public void Nodes_KnowTheirPlace_InYaml()
    {
        var map = Reader.ReadText("# c\nkind: A\nspec:\n  list:\n  - x\n  - {y: \"z\"}\n", "a.yaml").Items.Single();

        map.Mark.ShouldBe(new Mark("a.yaml", 2, 1));
        var spec = map["spec"].ShouldBeOfType<MapNode>();
        spec.Mark.ShouldBe(new Mark("a.yaml", 4, 3));
        var list = spec["list"].ShouldBeOfType<ListNode>();
        list[0].Mark.ShouldBe(new Mark("a.yaml", 5, 5));
        var entry = list[1].ShouldBeOfType<MapNode>().EntryAt(0);
        entry.KeyMark.ShouldBe(new Mark("a.yaml", 6, 6));
        entry.Value.Mark.ShouldBe(new Mark("a.yaml", 6, 9));
    }

    [Fact]
    public void Nodes_KnowTheirPlace_InJson()
    {
        var map = Reader.ReadText("{\n  \"ü\": [1,\n    {\"y\": null}]}", "a.json").Items.Single();

        var list = map["ü"].ShouldBeOfType<ListNode>();
        map.EntryAt(0).KeyMark.ShouldBe(new Mark("a.json", 2, 3));
        list.Mark.ShouldBe(new Mark("a.json", 2, 8));
        list[0].Mark.ShouldBe(new Mark("a.json", 2, 9));
        list[1].ShouldBeOfType<MapNode>().EntryAt(0).Value.Mark.ShouldBe(new Mark("a.json", 3, 11));
    }

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\nb: 4\n")]
    [InlineData("{\"a\": 1, \"b\": 2,\n\"a\": 3,\n\"b\": 4}")]
    public void DuplicateKeys_AreRefused_All(string text)
    {
        var result = Reader.ReadText(text, "f");

        result.Items.ShouldBeEmpty();
        result.Errors.Select(error => error.Message).ShouldBe(["the key 'a' is there already; keys are unique in a map", "the key 'b' is there already; keys are unique in a map"]);
        result.Errors.Select(error => error.Mark.Line).ShouldBe([3 - (text[0] == '{' ? 1 : 0), 4 - (text[0] == '{' ? 1 : 0)]);
    }

    [Fact]
    public void BadDocument_LeavesTheOthers()
    {
        var result = Reader.ReadText("kind: A\n---\na: 1\na: 2\n---\njust text\n---\nkind: B\n", "f");

        result.Items.Select(item => item["kind"]).ShouldBe(["A", "B"]);
        result.Errors.Select(error => error.Mark.Line).ShouldBe([4, 6], ignoreOrder: true);
    }

    [Theory]
    [InlineData("\uFEFFkind: A")]
    [InlineData("kind: A\r\ndata:\r\n  x: |\r\n    1\r\n    2\r\n")]
    [InlineData("kind:\tA\t\n")]
    [InlineData("%YAML 1.2\n---\nkind: A\n")]
    [InlineData("\uFEFF{\"kind\": \"A\"}")]
    [InlineData("{kind: A, spec: [x,]}")]
    public void UnusualButValidText_IsRead(string text)
    {
        var result = Reader.ReadText(text, "f");

        result.Errors.ShouldBeEmpty();
        result.Items.Single()["kind"].ShouldBe("A");
    }

    [Fact]
    public void LineBreaksOfWindows_AreLineFeeds() =>
        Reader.ReadText("x: |\r\n  1\r\n  2\r\n", "f").Items.Single()["x"].ShouldBe("1\n2\n");

    [Fact]
    public void Aliases_AndMergeKeys_AreFollowed() =>
        Reader.ReadText("base: &b {x: 1, z: 2}\nuse: {<<: *b, z: 3}\nsame: *b\n", "f").Items.Single().ShouldEqual(new MapNode
        {
            ["base"] = new MapNode { ["x"] = 1, ["z"] = 2 },
            ["use"] = new MapNode { ["z"] = 3, ["x"] = 1 },
            ["same"] = new MapNode { ["x"] = 1, ["z"] = 2 },
        });

    [Fact]
    public void Keys_AreStrings_AsInJson() =>
        Reader.ReadText("{1: a, true: b, 1.50: c}", "f").Items.Single().Select(entry => entry.Key).ShouldBe(["1", "true", "1.5"]);

    [Fact]
    public void JsonValues_OneAfterAnother_AreDocuments() =>
        Reader.ReadText("{\"kind\": \"A\"}\n{\"kind\": \"B\"}", "f").Items.Select(item => item["kind"]).ShouldBe(["A", "B"]);

    [Fact]
    public void Folder_IsReadInOrdinalOrder_WithoutKustomizations()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b.yml", "kind: B");
        folder.Write("a/z.json", "{\"kind\": \"Z\"}");
        folder.Write("a/kustomization.yaml", "kind: Kustomization");
        folder.Write("notes.txt", "kind: No");

        var result = Reader.ReadPath(folder.Path);

        result.Errors.ShouldBeEmpty();
        result.Items.Select(item => item["kind"]).ShouldBe(["Z", "B"]);
        result.Items[0].Mark!.File.ShouldEndWith("z.json");
    }

    [Fact]
    public void Folder_LeavesHelmChartsOut_AndNamesThem()
    {
        using var folder = new TemporaryFolder();
        folder.Write("mine.yaml", "kind: A");
        folder.Write("chart/Chart.yaml", "apiVersion: v2");
        folder.Write("chart/templates/a.yaml", "kind: {{ .Values.kind }}");
        folder.Write("chart/charts/inner/Chart.yaml", "apiVersion: v2");

        var result = Reader.ReadPath(folder.Path, "mesh");

        result.Errors.ShouldBeEmpty();
        result.Items.Select(item => item["kind"]).ShouldBe(["A"]);
        result.Charts.ShouldBe(["mesh/chart"]);
    }

    [Theory]
    [InlineData("kind: {{ .Values.kind }}\n", 1)]
    [InlineData("{{- if .Values.on }}\nkind: A\n{{- end }}\n", 1)]
    [InlineData("kind: A\nmetadata:\n  labels:\n    {{- toYaml .Values.labels | nindent 4 }}\n", 4)]
    public void Template_IsSaidToBeOne(string text, int line) =>
        Reader.ReadText(text, "f").Errors.Select(error => error.ToString()).ShouldHaveSingleItem().ShouldBe(
            $"f:{line}:1: a template's {{{{ stands here, which is no YAML yet; give what renders from it, such as the output of helm template");

    [Fact]
    public void BracesInsideText_AreNoTemplate() =>
        Reader.ReadText("legend: 'p99 {{pod}}'\nlegend: again", "f").Errors.ShouldHaveSingleItem().Message.ShouldContain("the key 'legend' is there already");

    [Theory]
    [InlineData("x: |\n    \n    a\n    b\nz: |\n  \r\n\n   c\n", "\na\nb\n", "\n\nc\n")]
    [InlineData("x: |-\n \n  a |\n     \n  b\nz: |\n \n c\n", "\na |\n   \nb", "\nc\n")]
    public void LiteralBlock_MayBeginWithABlankLineOfSpaces(string text, string x, string y) =>
        Reader.ReadText(text, "f").Items.ShouldHaveSingleItem().ShouldEqual(new MapNode { ["x"] = x, ["z"] = y });

    [Fact]
    public void LiteralBlock_WhoseFirstBlankLineIsDeeperThanIt_IsAnError() =>
        Reader.ReadText("x: |\n      \n    a\n", "f").Errors.ShouldHaveSingleItem().Message.ShouldContain("extra spaces in first line");

    [Fact]
    public void MissingFile_IsAnError() =>
        Reader.ReadPath("no/such/file.yaml").Errors.ShouldHaveSingleItem().ToString().ShouldBe("no/such/file.yaml:1:1: cannot open the file: it does not exist");

    [Fact]
    public void Stream_BeyondTheLimit_IsRefusedWithoutReadingOn()
    {
        var endless = new MemoryStream(Encoding.UTF8.GetBytes("a: " + new string('x', 1000)));

        var result = new ManifestReader(new ReadLimits { Bytes = 100 }).Read(endless, "-");

        result.Errors.ShouldHaveSingleItem().ToString().ShouldBe("-:1:1: larger than 100 bytes, the most that is read of one text");
    }
}
