using Trust.Hierarchy;
using Trust.Rotation;

namespace Trust.Proof;

/// <summary>What the handshakes of a moment showed.</summary>
public sealed record ProofReport
{
    /// <summary>The moment.</summary>
    public required RotationMoment Moment { get; init; }

    /// <summary>Every ordered pair of regions, for each kind of CA.</summary>
    public required IReadOnlyList<ProofCell> Cells { get; init; }

    /// <summary>The regions whose istiod ignores the change.</summary>
    public required IReadOnlyList<IgnoredReload> Ignored { get; init; }

    /// <summary>
    /// The regions whose proxies nobody gives certificates of SPIRE's any more, and whose pods have them until they are made anew. Which of them that is before
    /// the certificates end, no handshake can tell.
    /// </summary>
    public IReadOnlyList<string> Unrenewed =>
    [
        .. Moment.Before.Plan.Beside
            .Where(own => own is { Signer: BesideAuthority.Spire, SignsForMesh: true } && Moment.After.Regions.Contains(own.Region))
            .Where(own => !Moment.After.Plan.Beside.Any(later => later.Region == own.Region && later is { Signer: BesideAuthority.Spire, SignsForMesh: true }))
            .Select(own => own.Region),
    ];

    /// <summary>The cells that did not come out as they are meant to.</summary>
    public IReadOnlyList<ProofCell> Wrong => [.. Cells.Where(cell => cell.Verdict != CellVerdict.Proven)];

    /// <summary>Whether the change may be made: no cell is wrong, and no istiod ignores it.</summary>
    public bool IsProven => Ignored.Count == 0 && Cells.All(cell => cell.Verdict == CellVerdict.Proven);

    /// <summary>How many handshakes the cells have.</summary>
    public int Handshakes => Cells.Sum(cell => cell.Handshakes.Count);
}
