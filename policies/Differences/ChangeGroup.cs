namespace Policies.Differences;

/// <summary>Changes that read the same: of several regions, or by several objects that all have to let the calls pass.</summary>
public sealed record ChangeGroup
{
    /// <summary>The changes; at least one.</summary>
    public required IReadOnlyList<AccessChange> Changes { get; init; }

    /// <summary>The regions of the called side; empty for objects from files.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>Who calls: in one region as the change says it, in several without the region and with <c>spiffe://…</c> for the region's own trust domain.</summary>
    public required string Source { get; init; }

    /// <summary>What is called, in the same way.</summary>
    public required string Destination { get; init; }

    /// <summary>The objects that cause it, without their regions, each with its place.</summary>
    public required IReadOnlyList<(string Object, SourceLocation? Place)> Causes { get; init; }

    /// <summary>The first of the changes.</summary>
    public AccessChange First => Changes[0];
}
