using System.Globalization;
using Manifests;
using Trust.Hierarchy;
using Trust.Proof;

namespace Infra.Cli.Rotation;

/// <summary>A proof for programs: every cell, and every handshake that went wrong.</summary>
internal static class ProofDocument
{
    /// <summary>The report as a document.</summary>
    public static MapNode Of(ProofReport proof) => new()
    {
        new("proven", proof.IsProven),
        new("at", Time(proof.Moment.At)),
        new("converged", proof.Moment.Converged),
        new("handshakes", proof.Handshakes),
        new("ignoredByIstiod", new ListNode(proof.Ignored.Select(reload => (Node)new MapNode { new("region", reload.Region), new("reason", reload.Reason) }))),
        new("unrenewed", new ListNode(proof.Unrenewed.Select(region => (Node)region))),
        new("cells", new ListNode(proof.Cells.Select(Cell))),
    };

    private static Node Cell(ProofCell cell) => new MapNode
    {
        new("client", cell.Client),
        new("server", cell.Server),
        new("use", Use(cell.Line)),
        new("serverUse", Use(cell.Servers)),
        new("expected", cell.Expectation.ToString().ToLowerInvariant()),
        new("verdict", cell.Verdict.ToString().ToLowerInvariant()),
        new("handshakes", cell.Handshakes.Count),
        new("wrong", new ListNode(cell.Wrong.Select(Handshake))),
    };

    private static string Use(SignerLine line) => line.Signer ?? line.Use.ToString().ToLowerInvariant();

    private static Node Handshake(ProofHandshake handshake)
    {
        var node = new MapNode
        {
            new("clientLeaf", handshake.ClientLeaf),
            new("clientStore", handshake.ClientStore),
            new("serverLeaf", handshake.ServerLeaf),
            new("serverStore", handshake.ServerStore),
            new("at", Time(handshake.At)),
        };
        if (handshake.Refusal is { } refusal)
        {
            node.Add("refusedBy", refusal.By.ToString().ToLowerInvariant());
            node.Add("reason", refusal.Reason);
        }

        return node;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
