using Policies.Differences;
using Policies.Model;
using Spectre.Console;

namespace Infra.Cli.Access;

/// <summary>What calls two fleets decide differently, in the forms that every verb prints it in.</summary>
internal sealed class DifferenceReport
{
    private readonly IReadOnlyList<ChangeGroup> _groups;

    /// <summary>Compares two fleets.</summary>
    public DifferenceReport(Fleet before, Fleet after)
    {
        Changes = AccessDifference.Of(before, after);
        _groups = ChangeGroups.Of(Changes, before, after);
    }

    /// <summary>The changes, each by itself.</summary>
    public IReadOnlyList<AccessChange> Changes { get; }

    /// <summary>How much changes.</summary>
    public string Summary => _groups.Count == 0
        ? "no call is decided differently"
        : string.Join(", ", _groups.GroupBy(group => group.First.Kind).Select(kind => $"{kind.Count()} {DifferenceJson.Words(kind.Key)}"));

    /// <summary>The changes as a table; null where nothing changes.</summary>
    public Table? Table()
    {
        if (_groups.Count == 0)
        {
            return null;
        }

        var table = new Table().AddColumns([.. Heads()]);
        foreach (var group in _groups)
        {
            table.AddRow([.. Row(group).Select(cell => new Text(cell, Style(group.First.Kind)))]);
        }

        return table;
    }

    /// <summary>The changes as lines of Markdown, under the summary.</summary>
    public IEnumerable<string> MarkdownLines()
    {
        yield return Summary;
        yield return "";
        if (_groups.Count == 0)
        {
            yield break;
        }

        yield return $"| {string.Join(" | ", Heads())} |";
        yield return $"|{string.Concat(Heads().Select(_ => "---|"))}";
        foreach (var group in _groups)
        {
            yield return $"| {string.Join(" | ", Row(group).Select(Markdown.Cell))} |";
        }

        yield return "";
    }

    private bool HasRegions => _groups.Any(group => group.Regions.Count > 1);

    private IEnumerable<string> Heads() => HasRegions ? ["", "in", "from", "to", "request", "over", "by"] : ["", "from", "to", "request", "over", "by"];

    private IEnumerable<string> Row(ChangeGroup group) =>
    [
        DifferenceJson.Words(group.First.Kind),
        .. HasRegions ? [string.Join(", ", group.Regions)] : Array.Empty<string>(),
        group.Source,
        group.Destination,
        group.First.Request,
        group.First.Transport,
        string.Join(", ", group.Causes.Select(cause => $"{cause.Object}{(cause.Place is null ? "" : $" ({cause.Place})")}")),
    ];

    private static Style Style(ChangeKind kind) => new(kind switch
    {
        ChangeKind.Gained => Color.Yellow,
        ChangeKind.Lost => Color.Blue,
        _ => Color.Red,
    });
}
