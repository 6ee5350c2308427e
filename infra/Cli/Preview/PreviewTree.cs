using Infra.Cli.Findings;
using Infra.Cli.Snapshots;
using Spectre.Console;

namespace Infra.Cli.Preview;

/// <summary>The preview for people: a tree of regions, components and changes, then the counts and the findings.</summary>
internal static class PreviewTree
{
    /// <summary>Writes the preview.</summary>
    public static void Write(CliContext context, PreviewReport report)
    {
        var root = new Tree(new Text(report.Plan.Environment));
        foreach (var region in report.Changes.GroupBy(change => change.Entry.Region))
        {
            var regionNode = root.AddNode(new Text($"{region.Key} ({PreviewReport.Counts([.. region])})"));
            foreach (var component in region.GroupBy(change => change.Entry.Component))
            {
                AddAll(regionNode.AddNode(new Text(component.Key)), component);
            }
        }

        RichText.Write(context, root);
        foreach (var line in report.Summary())
        {
            context.Console.Out.WriteLine(line);
        }

        if (report.Access is { } access)
        {
            context.Console.Out.WriteLine($"access: {access.Summary}");
            if (access.Table() is { } table)
            {
                RichText.Write(context, table);
            }
        }

        FindingsTable.Write(context, report.Findings);
    }

    private static void AddAll(TreeNode node, IEnumerable<EntryChange> changes)
    {
        foreach (var change in changes)
        {
            var entry = node.AddNode(new Text($"{ChangeText.Sign(change.Kind)} {ChangeText.Title(change.Entry)}", Style(change.Kind)));
            foreach (var line in change.Fields.SelectMany(ChangeText.Lines))
            {
                entry.AddNode(new Text(line));
            }
        }
    }

    private static Style Style(ChangeKind kind) => new(kind switch
    {
        ChangeKind.Create => Color.Green,
        ChangeKind.Update => Color.Yellow,
        _ => Color.Red,
    });
}
