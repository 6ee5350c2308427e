using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Infra.Cli.Snapshots;
using Manifests;
using Manifests.Writing;

namespace Infra.Cli.Preview;

/// <summary>Changes in words and signs, one line each.</summary>
internal static class ChangeText
{
    private const int LongestValue = 200;

    /// <summary>The sign of a change: <c>+</c>, <c>~</c>, <c>-</c>.</summary>
    public static char Sign(ChangeKind kind) => kind switch
    {
        ChangeKind.Create => '+',
        ChangeKind.Update => '~',
        _ => '-',
    };

    /// <summary>The entry as the tree shows it.</summary>
    public static string Title(SnapshotEntry entry)
    {
        var version = entry.IsRelease && (entry.Content["version"] as ScalarNode)?.AsString is { } chart ? $" {chart}" : "";
        return PlainText.Line($"{entry.Title}{version}{(entry.HeldBack ? " (held back)" : "")}");
    }

    /// <summary>A field's change: one line, or for texts of several lines the lines that differ.</summary>
    public static IEnumerable<string> Lines(FieldChange change)
    {
        if (change is { Before: ScalarNode { AsString: { } before }, After: ScalarNode { AsString: { } after } } && (before + after).Contains('\n', StringComparison.Ordinal))
        {
            return [$"{PlainText.Line(change.Path)}:", .. DifferingLines(before, after)];
        }

        var text = (change.Before, change.After) switch
        {
            (null, var added) => $"(absent) → {Value(added!)}",
            (var removed, null) => $"{Value(removed)} → (absent)",
            var (old, current) => $"{Value(old)} → {Value(current)}",
        };
        return [$"{PlainText.Line(change.Path)}: {text}"];
    }

    private static IEnumerable<string> DifferingLines(string before, string after) => new InlineDiffBuilder(new Differ()).BuildDiffModel(before, after).Lines
        .Where(line => line.Type is ChangeType.Inserted or ChangeType.Deleted)
        .Select(line => $"{(line.Type == ChangeType.Inserted ? '+' : '-')} {Shortened(line.Text)}");

    private static string Value(Node node) => Shortened(Flow(node));

    // YAML's flow style on one line, cut where it is long; the JSON form of the preview has whole values.
    private static string Flow(Node node) => node switch
    {
        MapNode map => $"{{{string.Join(", ", map.Select(entry => $"{entry.Key}: {Flow(entry.Value)}"))}}}",
        ListNode list => $"[{string.Join(", ", list.Select(Flow))}]",
        _ => ManifestWriter.WriteYaml(node).TrimEnd('\n'),
    };

    private static string Shortened(string text)
    {
        var line = PlainText.Line(text);
        return line.Length <= LongestValue ? line : $"{line[..LongestValue]}… ({line.Length} characters)";
    }
}
