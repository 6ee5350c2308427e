using Infra.Rotation;
using Infra.Settings;
using Shouldly;
using Xunit;

namespace Tests.Infra.Rotation;

public sealed class StackFileEditorTests
{
    private const string Text =
        """
        # a head
        config:
          mtls:trust:
            roots:
              # the first
              root-a: { state: active, notBefore: "2026-01-01" }   # signs
            # what all have in common
            intermediates: { lifetime: 730d }

          mtls:regions:
            us:
              trustDomain: us.mesh.example   # for good
              intermediate: { generation: 1, notBefore: "2026-01-15", root: root-a }
            eu: { trustDomain: eu.mesh.example, intermediate: { root: root-a, notBefore: "2026-01-15" } }
            ap:
              trustDomain: 'ap.mesh.example'
              intermediate:
                generation: 3
                # why it is held
                root: root-a
                notBefore: "2026-01-15"
          other:key: [1, 2]
        """;

    [Fact]
    public void Set_ValuesInEveryStyle_ChangesNothingElse() => Differences(
        Edit("trust", "roots.root-a.state", "retiring"),
        Edit("regions", "us.trustDomain", "america.mesh.example"),
        Edit("regions", "eu.intermediate.notBefore", "\"2027-01-01\""),
        Edit("regions", "ap.trustDomain", "pacific.mesh.example"),
        Edit("regions", "ap.intermediate.generation", "4")).ShouldBe([
            "-       root-a: { state: active, notBefore: \"2026-01-01\" }   # signs",
            "+       root-a: { state: retiring, notBefore: \"2026-01-01\" }   # signs",
            "-       trustDomain: us.mesh.example   # for good",
            "+       trustDomain: america.mesh.example   # for good",
            "-     eu: { trustDomain: eu.mesh.example, intermediate: { root: root-a, notBefore: \"2026-01-15\" } }",
            "+     eu: { trustDomain: eu.mesh.example, intermediate: { root: root-a, notBefore: \"2027-01-01\" } }",
            "-       trustDomain: 'ap.mesh.example'",
            "+       trustDomain: pacific.mesh.example",
            "-         generation: 3",
            "+         generation: 4",
        ]);

    [Fact]
    public void Add_KeysInEveryStyle_GoToTheEndOfTheirMap() => Differences(
        Edit("trust", "roots.root-b", "{ state: published, notBefore: \"2027-01-01\" }"),
        Edit("regions", "us.formerTrustDomain", "old.mesh.example"),
        Edit("regions", "eu.nextTrustDomain", "europe.mesh.example"),
        Edit("regions", "ap.intermediate.lifetime", "365d")).ShouldBe([
            "+       root-b: { state: published, notBefore: \"2027-01-01\" }",
            "-     eu: { trustDomain: eu.mesh.example, intermediate: { root: root-a, notBefore: \"2026-01-15\" } }",
            "+       formerTrustDomain: old.mesh.example",
            "+     eu: { trustDomain: eu.mesh.example, intermediate: { root: root-a, notBefore: \"2026-01-15\" }, nextTrustDomain: europe.mesh.example }",
            "+         lifetime: 365d",
        ]);

    [Fact]
    public void Remove_KeysInEveryStyle_TakesTheirSeparatorsAlong() => Differences(
        Edit("regions", "us.intermediate.root", null),
        Edit("regions", "eu.intermediate.root", null),
        Edit("regions", "ap.intermediate.root", null),
        Edit("regions", "ap.intermediate.lifetime", null)).ShouldBe([
            "-       intermediate: { generation: 1, notBefore: \"2026-01-15\", root: root-a }",
            "-     eu: { trustDomain: eu.mesh.example, intermediate: { root: root-a, notBefore: \"2026-01-15\" } }",
            "+       intermediate: { generation: 1, notBefore: \"2026-01-15\" }",
            "+     eu: { trustDomain: eu.mesh.example, intermediate: { notBefore: \"2026-01-15\" } }",
            "-         root: root-a",
        ]);

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Apply_KeepsTheFilesLineEnds(string newLine)
    {
        var text = Text.ReplaceLineEndings(newLine);

        var edited = StackFileEditor.Apply(text, [Edit("trust", "roots.root-b", "{ state: published }"), Edit("regions", "us.formerTrustDomain", "old.mesh.example")]);

        edited.ReplaceLineEndings(newLine).ShouldBe(edited);
        edited.Split(newLine).Length.ShouldBe(text.Split(newLine).Length + 2);
    }

    [Fact]
    public void Add_BehindTheLastLineWithoutALineEnd_Works() =>
        StackFileEditor.Apply("config:\n  mtls:regions:\n    us: { a: 1 }", [Edit("regions", "eu", "{ b: 2 }")])
            .ShouldBe("config:\n  mtls:regions:\n    us: { a: 1 }\n    eu: { b: 2 }");

    [Theory]
    [InlineData("config:\n  mtls:trust: &t { roots: {} }\n  mtls:regions: *t\n", "'mtls:regions' is no map that stands in the file itself")]
    [InlineData("config:\n  mtls:regions: [us]\n", "'mtls:regions' is no map")]
    [InlineData("config: {}\n", "'mtls:regions' is no map")]
    [InlineData("config: {\n", "not valid YAML")]
    public void Apply_ToWhatCannotBeChangedInPlace_SaysWhere(string text, string expected) =>
        Should.Throw<FormatException>(() => StackFileEditor.Apply(text, [Edit("regions", "us", "{}")])).Message.ShouldContain(expected);

    private static SettingsEdit Edit(string section, string path, string? value) =>
        new(path.Split('.').Aggregate(SettingsPath.Root[$"mtls:{section}"], (parent, key) => parent[key]), value);

    private static IEnumerable<string> Differences(params IReadOnlyList<SettingsEdit> edits) =>
        string.Join('\n', RotationDraft.Changes(Text, StackFileEditor.Apply(Text, edits))).Split('\n');
}
