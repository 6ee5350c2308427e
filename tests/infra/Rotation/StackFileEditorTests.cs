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

    [Fact]
    public void Apply_ManyAtOnce_IsAsOneAfterTheOther()
    {
        SettingsEdit[] pool =
        [
            Edit("trust", "roots.root-a.state", "retiring"), Edit("trust", "roots.root-a.state", null), Edit("trust", "roots.root-a.notBefore", null),
            Edit("trust", "roots.root-a.crossSignedBy", "root-b"), Edit("trust", "roots.root-b", "{ state: published }"), Edit("trust", "roots.root-b.state", "active"),
            Edit("trust", "roots.root-c", "{ state: published }"), Edit("trust", "intermediates.lifetime", null), Edit("trust", "topology", "shared-root"),
            Edit("regions", "us.trustDomain", null), Edit("regions", "us.formerTrustDomain", "old.mesh.example"), Edit("regions", "us.intermediate.root", null),
            Edit("regions", "us.intermediate.generation", "2"), Edit("regions", "us.intermediate.lifetime", "365d"), Edit("regions", "eu.intermediate.root", null),
            Edit("regions", "eu.nextTrustDomain", "europe.mesh.example"), Edit("regions", "ap.intermediate.notBefore", null), Edit("regions", "ap.intermediate.root", null),
            Edit("regions", "ap.intermediate.lifetime", "365d"), Edit("regions", "ap.formerTrustDomain", "old.mesh.example"), Edit("regions", "sa", "{ trustDomain: sa.mesh.example }"),
        ];
        var changed = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            SettingsEdit[] edits = [.. random.GetItems(pool, 1 + random.Next(12))];
            var one = Outcome(() => edits.Aggregate(Text, (text, edit) => StackFileEditor.Apply(text, [edit])));

            Outcome(() => StackFileEditor.Apply(Text, edits)).ShouldBe(one, $"seed {seed}: {string.Join(", ", edits.Select(edit => $"{edit.Path} {edit.Value}"))}");
            changed += one.Length > 0 ? 1 : 0;
        }

        changed.ShouldBeGreaterThan(250);
    }

    /// <summary>Which of several mistakes is told may differ, and on which side of a new line the comment of an entry that went is left.</summary>
    private static string Outcome(Func<string> apply)
    {
        try
        {
            return string.Join('\n', apply().Split('\n').Where(line => !line.TrimStart().StartsWith('#')));
        }
        catch (FormatException)
        {
            return "";
        }
    }

    private static SettingsEdit Edit(string section, string path, string? value) =>
        new(path.Split('.').Aggregate(SettingsPath.Root[$"mtls:{section}"], (parent, key) => parent[key]), value);

    private static IEnumerable<string> Differences(params IReadOnlyList<SettingsEdit> edits) =>
        string.Join('\n', RotationDraft.Changes(Text, StackFileEditor.Apply(Text, edits))).Split('\n');
}
