namespace Infra.Cli.Snapshots;

/// <summary>What changes from one snapshot to the next.</summary>
internal static class SnapshotDiff
{
    /// <summary>The changes, in the order of the snapshots' entries.</summary>
    /// <param name="before">What there is; null for nothing.</param>
    /// <param name="after">What there is to be.</param>
    public static IReadOnlyList<EntryChange> Between(Snapshot? before, Snapshot after)
    {
        var old = (before?.Entries ?? []).ToDictionary(entry => entry.Identity);
        var current = after.Entries.Select(entry => entry.Identity).ToHashSet();
        return
        [
            .. after.Entries
                .Select(entry => old.TryGetValue(entry.Identity, out var previous) ? Update(previous, entry) : Of(ChangeKind.Create, entry))
                .Concat(old.Values.Where(entry => !current.Contains(entry.Identity)).Select(entry => Of(ChangeKind.Delete, entry)))
                .OfType<EntryChange>()
                .OrderBy(change => change.Entry.Region, StringComparer.Ordinal)
                .ThenBy(change => change.Entry.Component, StringComparer.Ordinal)
                .ThenBy(change => change.Entry.Title, StringComparer.Ordinal)
                .ThenBy(change => change.Entry.Group, StringComparer.Ordinal),
        ];
    }

    private static EntryChange Of(ChangeKind kind, SnapshotEntry entry) => new() { Kind = kind, Entry = entry };

    private static EntryChange? Update(SnapshotEntry before, SnapshotEntry after) => NodeDiff.Between(before.Content, after.Content) is { Count: > 0 } fields
        ? new EntryChange { Kind = ChangeKind.Update, Entry = after, Fields = fields }
        : null;
}
