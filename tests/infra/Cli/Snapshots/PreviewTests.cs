using System.Text;
using Infra.Cli;
using Infra.Cli.Preview;
using Infra.Cli.Snapshots;
using Manifests;
using Policies;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli.Snapshots;

public sealed class PreviewTests
{
    [Fact]
    public void Tree_WithoutABaseline_IsTheGolden() =>
        Golden.Matches(Write(Report(null, Samples.Of(Samples.After)), PreviewTree.Write), "infra/Cli/goldens/preview.create.txt");

    [Fact]
    public void Tree_AgainstABaseline_IsTheGolden() =>
        Golden.Matches(Write(Report(Samples.Of(Samples.Before), Samples.Of(Samples.After)), PreviewTree.Write), "infra/Cli/goldens/preview.against.txt");

    [Fact]
    public void Json_AgainstABaseline_IsTheGolden() =>
        Golden.Matches(Write(Report(Samples.Of(Samples.Before), Samples.Of(Samples.After)), Json), "infra/Cli/goldens/preview.against.json");

    [Fact]
    public void Markdown_AgainstABaseline_IsTheGolden() =>
        Golden.Matches(Write(Report(Samples.Of(Samples.Before), Samples.Of(Samples.After)), Page), "infra/Cli/goldens/preview.against.md");

    [Fact]
    public void Tree_AgainstItself_HasNoChanges()
    {
        var text = Write(Report(Samples.Of(Samples.After), Samples.Of(Samples.After)), PreviewTree.Write);
        text.ShouldContain("no changes, 6 unchanged");
    }

    [Fact]
    public void Markdown_OfThousandsOfChanges_IsCutAtALineAndSaysSo()
    {
        var template = Samples.Of(Samples.After).Entries[1];
        var large = new Snapshot
        {
            Environment = "large",
            Entries = [.. Enumerable.Range(0, 6000).Select(i => template with { Region = $"region-{i % 3}", Name = $"policy-{i:D5}" })],
        };

        var page = Write(Report(null, large), Page);

        Encoding.UTF8.GetByteCount(page).ShouldBeLessThanOrEqualTo(PreviewMarkdown.Limit);
        var shown = page.Split('\n').Count(line => line.StartsWith("+ PeerAuthentication", StringComparison.Ordinal));
        shown.ShouldBeGreaterThan(1000);
        page.Split("```diff").Length.ShouldBe(page.Split("\n```\n").Length);
        page.Split("<details>").Length.ShouldBe(page.Split("</details>").Length);
        page.ShouldContain("**Cut here: ");
    }

    [Theory]
    [InlineData("[{name: a, x: 1}, {name: b, x: 2}]", "[{name: b, x: 3}, {name: a, x: 1}]", "l[name=b].x: 2 → 3")]
    [InlineData("[1, 2, 3]", "[1, 3]", "l: [1, 2, 3] → [1, 3]")]
    [InlineData("[{x: 1}, {x: 2}]", "[{x: 0}, {x: 1}, {x: 2}]", "l[0]: (absent) → {x: 0}")]
    [InlineData("[{x: 1}, {x: 2}, {x: 3}]", "[{x: 1}, {x: 3}]", "l[1]: {x: 2} → (absent)")]
    [InlineData("{a.b/c: 1}", "{a.b/c: 2}", "l[\"a.b/c\"]: 1 → 2")]
    [InlineData("{a: 1}", "[1]", "l: {a: 1} → [1]")]
    [InlineData("\"1\"", "1", "l: \"1\" → 1")]
    public void Diff_OfLists_NamesWhatChanged(string before, string after, string line)
    {
        var changes = NodeDiff.Between(Map(before), Map(after));
        changes.SelectMany(ChangeText.Lines).ShouldBe([line]);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("markdown")]
    public async Task Preview_AgainstATreeWithAnotherRule_SaysWhoGains(string format)
    {
        using var project = new TemporaryFolder();
        project.Write("Pulumi.yaml", await File.ReadAllTextAsync(Repository.File("Pulumi.yaml")));
        Directory.CreateDirectory(Path.Combine(project.Path, "stacks"));
        var stack = await File.ReadAllTextAsync(Repository.File("stacks/Pulumi.staging.yaml"));
        var surroundings = new CliRun.Surroundings { WorkingDirectory = project.Path };
        project.Write("stacks/Pulumi.staging.yaml", stack);
        (await CliRun.OfAsync(surroundings, "render", "staging", "-o", "base")).ExitCode.ShouldBe(0);

        (await CliRun.OfAsync(surroundings, "preview", "staging", "--against", "base", "-o", format)).Output.ShouldNotContain("ccess");
        project.Write("stacks/Pulumi.staging.yaml", stack.Replace("- { from: web, ports: [http], methods: [GET", "- { from: web, ports: [http], methods: [DELETE, GET", StringComparison.Ordinal));
        var run = await CliRun.OfAsync(surroundings, "preview", "staging", "--against", "base", "-o", format);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldContain("DELETE /orders");
        run.Output.ShouldContain("gained");
        run.Output.ShouldNotContain("lost");
    }

    [Fact]
    public async Task Preview_AgainstATreeThatDoesNotSayWhatRuns_SaysThatAccessIsNotCompared()
    {
        using var folder = new TemporaryFolder();
        var tree = Path.Combine(folder.Path, "base");
        (await CliRun.OfAsync("render", "staging", "-o", tree)).ExitCode.ShouldBe(0);
        File.Delete(Path.Combine(tree, "access.json"));

        (await CliRun.OfAsync("preview", "staging", "--against", tree)).Error.ShouldContain("access is not compared");
    }

    private static MapNode Map(string yaml) =>
        (MapNode)new Manifests.Reading.ManifestReader().ReadDocuments(Encoding.UTF8.GetBytes($"l: {yaml}"), "t").Items.Single();

    private static PreviewReport Report(Snapshot? before, Snapshot after) => new()
    {
        Plan = after,
        Against = before is null ? null : "../baseline",
        Changes = SnapshotDiff.Between(before, after),
        Findings = [new Finding { Rule = Catalogue.UnknownKind, Message = "kind Release has no pinned schema" }],
    };

    private static void Json(CliContext context, PreviewReport report) => PreviewJson.Write(context.Console.Out, report);

    private static void Page(CliContext context, PreviewReport report) => PreviewMarkdown.Write(context.Console.Out, report);

    private static string Write(PreviewReport report, Action<CliContext, PreviewReport> form)
    {
        using var output = new StringWriter { NewLine = "\n" };
        form(CliRun.Context(output), report);
        return output.ToString();
    }
}
