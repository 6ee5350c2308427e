using Trust.Rotation;
using Trust.X509;

namespace Trust.Proof;

/// <summary>The handshakes of a cell, before they are made.</summary>
internal sealed record PlannedCell
{
    private static readonly TimeSpan Granule = TimeSpan.FromSeconds(1);

    /// <summary>The cell without its handshakes.</summary>
    internal required ProofCell Cell { get; init; }

    /// <summary>The handshakes.</summary>
    internal required IReadOnlyList<PlannedHandshake> Handshakes { get; init; }

    /// <summary>Plans every leaf of the client with every store of the server and the other way round.</summary>
    internal static PlannedCell Of(ProofMint mint, RotationMoment moment, RegionSide client, RegionSide server) => new()
    {
        Cell = new ProofCell
        {
            Client = client.Region,
            Server = server.Region,
            Line = client.Line,
            Servers = server.Line,
            Expectation = Expectation(moment, client.Region, server.Region),
            Handshakes = [],
        },
        Handshakes =
        [
            .. from clientPeer in Peers(mint, moment, client, server.Region, asServer: false)
               from serverPeer in Peers(mint, moment, server, client.Region, asServer: true)
               from at in Instants(moment, clientPeer.Peer, serverPeer.Peer)
               select new PlannedHandshake
               {
                   Client = clientPeer.Peer,
                   Server = serverPeer.Peer,
                   Description = new ProofHandshake
                   {
                       ClientLeaf = clientPeer.Leaf.Label,
                       ClientStore = clientPeer.Verifier.Label,
                       ServerLeaf = serverPeer.Leaf.Label,
                       ServerStore = serverPeer.Verifier.Label,
                       At = at,
                       Refusal = null,
                   },
               },
        ],
    };

    /// <summary>The cell with the outcomes.</summary>
    internal ProofCell ToCell(IReadOnlyDictionary<VerificationClass, Verdict> verdicts) => Cell with
    {
        Handshakes = [.. Handshakes.Select(planned => planned.ToHandshake(verdicts))],
    };

    private static IEnumerable<(LeafPlan Leaf, Verifier Verifier, HandshakePeer Peer)> Peers(
        ProofMint mint, RotationMoment moment, RegionSide side, string other, bool asServer) =>
        from leaf in side.Leaves
        from verifier in side.Verifiers
        let minted = mint.Leaf(leaf, LifeOf(leaf, moment), asServer)
        let expected = verifier.Expected.GetValueOrDefault(other) ?? []
        select (leaf, verifier, mint.Peer(minted, verifier.Roots, verifier.Accepted, expected));

    /// <summary>A leaf lives through the whole moment, so that only what is above it decides.</summary>
    private static Validity LifeOf(LeafPlan leaf, RotationMoment moment)
    {
        var start = moment.At - TimeSpan.FromTicks(moment.At.Ticks % Granule.Ticks);
        return new Validity(start - leaf.Signer.LongestLeaf, start + moment.After.Plan.ReloadDelay + leaf.Signer.LongestLeaf);
    }

    /// <summary>The beginning and the end of the moment; one of them where no window opens or closes in between.</summary>
    private static IEnumerable<DateTimeOffset> Instants(RotationMoment moment, HandshakePeer client, HandshakePeer server)
    {
        yield return moment.At;
        if (client.Edges.Concat(server.Edges).Any(edge => edge > moment.At && edge <= moment.End))
        {
            yield return moment.End;
        }
    }

    private static CellExpectation Expectation(RotationMoment moment, string client, string server) =>
        (moment.Before.Plan.Accepts(server, client), moment.After.Plan.Accepts(server, client)) switch
        {
            (true, true) => CellExpectation.Accepted,
            (false, false) => CellExpectation.Refused,
            _ => CellExpectation.Changing,
        };
}
