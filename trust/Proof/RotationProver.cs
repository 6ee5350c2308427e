using Trust.Hierarchy;
using Trust.Rotation;

namespace Trust.Proof;

/// <summary>
/// Proves by handshakes that a change of trust breaks nothing: every leaf that can be alive around it meets every store that can be loaded, in both
/// roles, for every ordered pair of regions.
/// </summary>
/// <remarks>
/// A handshake is two verifications, and each is decided by the chain that is shown, the roots and names that are demanded, and the instant. What is
/// alike in these is seen once, in a real handshake, and remembered: between regions, and between neighbouring moments. The certificates are
/// minted with the given keys; above the leaves they do not depend on the moment.
/// </remarks>
public sealed class RotationProver(string environment, IProofKeys keys)
{
    private readonly ProofMint _mint = new(environment, keys);
    private readonly Dictionary<VerificationClass, Verdict> _verdicts = [];

    /// <summary>How many handshakes have been made; the others were alike.</summary>
    public int Made { get; private set; }

    /// <summary>Proves a change.</summary>
    public async Task<ProofReport> ProveAsync(RotationMoment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        var ignored = Ignored(moment);
        List<PlannedCell> cells =
        [
            .. from lines in Meetings(moment)
               from client in Sides(moment, lines.Clients, ignored)
               from server in Sides(moment, lines.Servers, ignored)
               where client.Region == server.Region || lines.Servers.CrossesRegions
               select PlannedCell.Of(_mint, moment, AsClient(moment, client, server), AsServer(moment, server, client)),
        ];
        var handshakes = cells.SelectMany(cell => cell.Handshakes).ToList();
        while (Telling(handshakes) is { Count: > 0 } telling)
        {
            await ShakeAsync(telling);
        }

        return new ProofReport { Moment = moment, Cells = [.. cells.Select(cell => cell.ToCell(_verdicts))], Ignored = ignored };
    }

    /// <summary>
    /// Who meets whom: each line itself, SPIRE's workloads the servers that have their certificates from cert-manager, and cert-manager's clients the servers that
    /// have theirs from SPIRE. While the mesh's proxies move from istiod to SPIRE or back, those with either's certificates meet each other, and so do servers and
    /// clients outside the mesh while step-ca comes or goes.
    /// </summary>
    private static IEnumerable<(SignerLine Clients, SignerLine Servers)> Meetings(RotationMoment moment)
    {
        List<SignerLine> lines = [.. moment.After.Lines, .. moment.Before.Lines.Except(moment.After.Lines)];
        var mesh = new SignerLine(IntermediateUse.Mesh);
        var meshMoves = Move(moment, own => own is { Signer: BesideAuthority.Spire, SignsForMesh: true });
        var outside = new SignerLine(IntermediateUse.Workloads);
        var outsideMoves = Move(moment, own => own.Signer == BesideAuthority.Step);
        var spireServes = moment.After.Plan.Beside.Any(own => own is { Signer: BesideAuthority.Spire, SignsForServers: true });
        return
            from clients in lines
            from servers in lines.AsEnumerable().Reverse()
            where clients == servers
                || (outsideMoves && clients == outside && servers.Signer == BesideAuthority.Step)
                || (outsideMoves && clients.Signer == BesideAuthority.Step && servers == outside)
                || (clients.Signer == BesideAuthority.Spire && servers == outside)
                || (spireServes && clients == outside && servers.Signer == BesideAuthority.Spire)
                || (meshMoves && clients == mesh && servers.Signer == BesideAuthority.Spire)
                || (meshMoves && clients.Signer == BesideAuthority.Spire && servers == mesh)
            select (clients, servers);
    }

    /// <summary>Whether some region gets or loses an authority of a kind.</summary>
    private static bool Move(RotationMoment moment, Func<BesideAuthority, bool> isMeant)
    {
        return !Regions(moment.Before).SetEquals(Regions(moment.After));

        HashSet<string> Regions(RotationState state) => [.. state.Plan.Beside.Where(isMeant).Select(own => own.Region)];
    }

    private static List<RegionSide> Sides(RotationMoment moment, SignerLine line, IReadOnlyList<IgnoredReload> ignored) =>
    [
        // A region that goes or comes has nobody to talk to on one side of the change; a signer that does has the region's others.
        .. from region in moment.After.Regions
           where moment.Before.Regions.Contains(region)
           where moment.After.Signer(region, line) is not null || moment.Before.Signer(region, line) is not null
           select new RegionSide(
               region,
               line,
               LeafPopulation.Of(moment, region, line, strandsSomeone: ignored.Count > 0),
               VerifierPopulation.Of(moment, region, isStranded: ignored.Any(reload => reload.Region == region))),
    ];

    private static RegionSide AsClient(RotationMoment moment, RegionSide side, RegionSide server) =>
        side.Line.Signer == BesideAuthority.Spire ? BySpire(moment, side, server) : side;

    /// <summary>A server that SPIRE's certificates are written for as files trusts the region's bundle; who meets SPIRE's own alone may have nothing else.</summary>
    private static RegionSide AsServer(RotationMoment moment, RegionSide side, RegionSide client) =>
        side.Line.Signer == BesideAuthority.Spire && (client.Line == side.Line || client.Line.Use == IntermediateUse.Mesh) ? BySpire(moment, side, client) : side;

    private static RegionSide BySpire(RotationMoment moment, RegionSide side, RegionSide peer) =>
        side with { Verifiers = VerifierPopulation.OfSpire(moment, side.Region, peer.Region) };

    private List<IgnoredReload> Ignored(RotationMoment moment) =>
    [
        .. from region in moment.After.Regions
           where moment.Before.Regions.Contains(region)
           let reason = moment.After.Istiod.Refusal(_mint.Bundle(moment.Before.BundleOf(region)), _mint.Bundle(moment.After.BundleOf(region)))
           where reason is not null
           select new IgnoredReload(region, reason),
    ];

    /// <summary>Handshakes of which each shows a verification that has not been seen.</summary>
    private List<PlannedHandshake> Telling(IEnumerable<PlannedHandshake> handshakes)
    {
        HashSet<VerificationClass> asked = [];
        return [.. handshakes.Where(handshake => handshake.Unknown(_verdicts).ToList().FindAll(asked.Add).Count > 0)];
    }

    private async Task ShakeAsync(List<PlannedHandshake> handshakes)
    {
        var outcomes = new HandshakeOutcome[handshakes.Count];
        await Parallel.ForAsync(0, handshakes.Count, async (index, _) => outcomes[index] = await handshakes[index].ShakeAsync());
        foreach (var (handshake, outcome) in handshakes.Zip(outcomes))
        {
            _verdicts[handshake.ByClient] = outcome.Client;
            if (outcome.Server is { } server)
            {
                _verdicts[handshake.ByServer] = server;
            }
        }

        Made += handshakes.Count;
    }
}
