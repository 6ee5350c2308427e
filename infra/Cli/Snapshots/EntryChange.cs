namespace Infra.Cli.Snapshots;

/// <summary>An entry that a deployment would create, change or delete.</summary>
internal sealed record EntryChange
{
    /// <summary>What happens to it.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>The entry after the change; of one that goes, the entry before.</summary>
    public required SnapshotEntry Entry { get; init; }

    /// <summary>The fields that change; empty unless it is an update.</summary>
    public IReadOnlyList<FieldChange> Fields { get; init; } = [];
}
