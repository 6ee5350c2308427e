using Trust.Rotation;

namespace Infra.Cli.Snapshots;

/// <summary>Everything that one environment's plan would create: what <c>render</c> writes and <c>preview --against</c> compares with.</summary>
internal sealed record Snapshot
{
    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>The state of trust; null in snapshots that were written before there was one.</summary>
    public RotationState? Trust { get; init; }

    /// <summary>The entries, in the order of their titles within region and component.</summary>
    public required IReadOnlyList<SnapshotEntry> Entries { get; init; }
}
