using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Operations;

/// <summary>
/// Verbs that are killed (SIGKILL) at one change after the other: nothing is ever there by half, and the same command run again ends where one that was never killed
/// ends, with nothing left beside it.
/// </summary>
public sealed class KilledTests : IDisposable
{
    private static readonly string[] Render = ["render", "dev", "-o", "out"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Render_KilledAtAnyChange_LeavesTheOldTreeOrTheNewOne()
    {
        Project("dev");
        KilledRun.ToTheEnd(_folder.Path, Render);
        var old = Tree("out");
        Change();
        var changes = KilledRun.ChangesOf(_folder.Path, Render).ToList();
        var @new = Tree("out");
        Same(old, @new).ShouldBeFalse();

        // In the midst of the new files, at both moves of the swap, behind it, and in the midst of the removal of the old tree.
        var swap = changes.FindIndex(change => change.Call.StartsWith("rename", StringComparison.Ordinal));
        foreach (var change in new[] { swap / 2, swap, swap + 1, swap + 2, (swap + changes.Count) / 2 }.Select(index => changes[index]))
        {
            Project("dev");
            KilledRun.ToTheEnd(_folder.Path, Render);
            Change();
            KilledRun.UpTo(change, _folder.Path, Render);
            var left = Tree(Directory.Exists(Path.Combine(_folder.Path, "out")) ? "out" : "out.infra-replaced");
            (Same(left, old) || Same(left, @new)).ShouldBeTrue($"killed at {change}");

            KilledRun.ToTheEnd(_folder.Path, Render);
            Same(Tree("out"), @new).ShouldBeTrue($"after a run that was killed at {change}");
            Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal)
                .ShouldBe(["Pulumi.yaml", "first-week.json", "out", "stacks"]);
        }
    }

    [Theory]
    [InlineData("prod", "rotate", "apply-step", "prod", "--goal", "new-root")]
    [InlineData("dev", "migrate", "dev", "--evidence", "first-week.json", "--write")]
    public void StackFile_OfAVerbKilledAtAnyChange_IsTheOldOneOrTheNewOne(string stack, params string[] arguments)
    {
        Project(stack);
        var file = Path.Combine(_folder.Path, "stacks", $"Pulumi.{stack}.yaml");
        var old = File.ReadAllText(file);
        var changes = KilledRun.ChangesOf(_folder.Path, arguments);
        var @new = File.ReadAllText(file);
        @new.ShouldNotBe(old);
        changes.ShouldContain(change => change.Call.StartsWith("rename", StringComparison.Ordinal));

        foreach (var change in changes.Distinct())
        {
            Project(stack);
            KilledRun.UpTo(change, _folder.Path, arguments);
            File.ReadAllText(file).ShouldBeOneOf(old, @new);
            if (File.ReadAllText(file) == old)
            {
                KilledRun.ToTheEnd(_folder.Path, arguments);
                File.ReadAllText(file).ShouldBe(@new);
            }

            Directory.EnumerateFiles(Path.Combine(_folder.Path, "stacks")).ShouldHaveSingleItem();
        }
    }

    public void Dispose() => _folder.Dispose();

    private void Project(string stack)
    {
        _folder.Write("Pulumi.yaml", File.ReadAllText(Repository.File("Pulumi.yaml")));
        _folder.Write($"stacks/Pulumi.{stack}.yaml", File.ReadAllText(Repository.File($"stacks/Pulumi.{stack}.yaml")));
        if (stack == "dev")
        {
            _folder.Write("first-week.json", RecordedNow(File.ReadAllText(Repository.File("docs/tutorial/6-first-week.json"))));
        }
    }

    /// <summary>The program runs by the machine's clock, and writes nothing from evidence that is more than a day old.</summary>
    private static string RecordedNow(string evidence) =>
        Regex.Replace(evidence, "\"at\": \"[^\"]*\"", string.Create(CultureInfo.InvariantCulture, $"\"at\": \"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ssZ}\""));

    private void Change() => _folder.Write(
        "stacks/Pulumi.dev.yaml",
        File.ReadAllText(Repository.File("stacks/Pulumi.dev.yaml")).TrimEnd() + "\n\n  mtls:monitoring: { denialsPerMinute: 11 }\n");

    private static bool Same(SortedDictionary<string, string> one, SortedDictionary<string, string> other) => one.SequenceEqual(other);

    private SortedDictionary<string, string> Tree(string folder) => new(
        Directory.EnumerateFiles(Path.Combine(_folder.Path, folder), "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(Path.Combine(_folder.Path, folder), path), File.ReadAllText),
        StringComparer.Ordinal);
}
