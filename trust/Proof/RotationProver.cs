using Trust.Hierarchy;
using Trust.Rotation;

namespace Trust.Proof;

/// <summary>
/// Proves by handshakes that a change of trust breaks nothing: every leaf that can be alive around it meets every store that can be loaded, in both
/// roles, for every ordered pair of regions.
/// </summary>
/// <remarks>
/// A prover remembers handshakes by what decides them (both chains, both stores, the names that are taken, the instant), so that neighbouring
/// moments shake only what is new to them. The certificates are minted with the given keys; above the leaves they do not depend on the moment.
/// </remarks>
public sealed class RotationProver(string environment, IProofKeys keys)
{
    private readonly ProofMint _mint = new(environment, keys);
    private readonly Dictionary<HandshakeClass, HandshakeRefusal?> _shaken = [];

    /// <summary>How many handshakes have really been made.</summary>
    public int Shaken => _shaken.Count;

    /// <summary>Proves a change.</summary>
    public async Task<ProofReport> ProveAsync(RotationMoment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        var ignored = Ignored(moment);
        List<PlannedCell> cells =
        [
            .. from use in Enum.GetValues<IntermediateUse>()
               let sides = Sides(moment, use, ignored)
               from client in sides.Keys
               from server in sides.Keys
               select PlannedCell.Of(_mint, moment, use, sides[client], sides[server]),
        ];
        await ShakeAsync([.. cells.SelectMany(cell => cell.Handshakes).DistinctBy(planned => planned.Class).Where(planned => !_shaken.ContainsKey(planned.Class))]);
        return new ProofReport { Moment = moment, Cells = [.. cells.Select(cell => cell.ToCell(_shaken))], Ignored = ignored };
    }

    private static IReadOnlyDictionary<string, RegionSide> Sides(RotationMoment moment, IntermediateUse use, IReadOnlyList<IgnoredReload> ignored)
    {
        // A region that goes or comes has nobody to talk to on one side of the change.
        var regions = moment.After.Regions.Where(moment.Before.Regions.Contains);
        return regions.ToDictionary(
            region => region,
            region => new RegionSide(
                region,
                LeafPopulation.Of(moment, region, use, strandsSomeone: ignored.Count > 0),
                VerifierPopulation.Of(moment, region, isStranded: ignored.Any(reload => reload.Region == region))),
            StringComparer.Ordinal);
    }

    private List<IgnoredReload> Ignored(RotationMoment moment) =>
    [
        .. from region in moment.After.Regions
           where moment.Before.Regions.Contains(region)
           let reason = moment.After.Istiod.Refusal(_mint.Bundle(moment.Before.BundleOf(region)), _mint.Bundle(moment.After.BundleOf(region)))
           where reason is not null
           select new IgnoredReload(region, reason),
    ];

    private async Task ShakeAsync(IReadOnlyList<PlannedHandshake> handshakes)
    {
        var refusals = new HandshakeRefusal?[handshakes.Count];
        await Parallel.ForAsync(0, handshakes.Count, async (index, _) => refusals[index] = await handshakes[index].ShakeAsync());
        foreach (var (handshake, refusal) in handshakes.Zip(refusals))
        {
            _shaken[handshake.Class] = refusal;
        }
    }
}
