using Infra.Cli.Access;
using Infra.Cli.Snapshots;
using Policies;

namespace Infra.Cli.Preview;

/// <summary>What <c>preview</c> has to say.</summary>
internal sealed record PreviewReport
{
    /// <summary>What the plan would create.</summary>
    public required Snapshot Plan { get; init; }

    /// <summary>What it is compared with, as the user named it; null for nothing.</summary>
    public required string? Against { get; init; }

    /// <summary>The changes.</summary>
    public required IReadOnlyList<EntryChange> Changes { get; init; }

    /// <summary>What calls the changes decide otherwise; null where there is nothing to compare with, or nothing that decides about access changes.</summary>
    public DifferenceReport? Access { get; init; }

    /// <summary>The regions of which nothing is deployed yet, since their CAs are not signed.</summary>
    public IReadOnlyList<AwaitingRegion> Awaiting { get; init; } = [];

    /// <summary>What the checks found.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Entries that stay as they are.</summary>
    public int Unchanged => Plan.Entries.Count - Changes.Count(change => change.Kind != ChangeKind.Delete);

    /// <summary>Entries whose secret values are held back.</summary>
    public int HeldBack => Plan.Entries.Count(entry => entry.HeldBack);

    /// <summary>How many entries change in one way.</summary>
    public int Count(ChangeKind kind) => Changes.Count(change => change.Kind == kind);

    /// <summary>The counts in words.</summary>
    public static string Counts(IReadOnlyCollection<EntryChange> changes)
    {
        var parts = new[] { (ChangeKind.Create, "to create"), (ChangeKind.Update, "to change"), (ChangeKind.Delete, "to delete") }
            .Select(kind => (Count: changes.Count(change => change.Kind == kind.Item1), Words: kind.Item2))
            .Where(kind => kind.Count > 0)
            .Select(kind => $"{kind.Count} {kind.Words}");
        return changes.Count == 0 ? "no changes" : string.Join(", ", parts);
    }

    /// <summary>The lines below the changes: counts, secrets held back, what the comparison cannot see, what regions wait for.</summary>
    public IEnumerable<string> Summary()
    {
        yield return Against is null && Changes.Count == 0 && Awaiting.Count > 0
            ? "nothing to deploy yet"
            : $"{Counts(Changes)}{(Against is null ? "" : $", {Unchanged} unchanged")}";
        if (HeldBack > 0)
        {
            yield return $"{HeldBack} with secret values, which are held back{(Against is null ? "" : " and not compared")}";
        }

        foreach (var line in Awaiting.SelectMany(region => region.Lines))
        {
            yield return line;
        }
    }
}
