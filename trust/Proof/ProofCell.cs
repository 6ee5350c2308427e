using Trust.Hierarchy;

namespace Trust.Proof;

/// <summary>A cell of the matrix: clients of one region and servers of one, each over the certificates of one kind of CA.</summary>
public sealed record ProofCell
{
    /// <summary>The clients' region.</summary>
    public required string Client { get; init; }

    /// <summary>The servers' region.</summary>
    public required string Server { get; init; }

    /// <summary>Whose certificates the clients have: those of istiod, of cert-manager, or of a signer beside it.</summary>
    public required SignerLine Line { get; init; }

    /// <summary>Whose certificates the servers have. The default is those of <see cref="Line"/>.</summary>
    public SignerLine Servers { get => field ?? Line; init; }

    /// <summary>What is meant to happen.</summary>
    public required CellExpectation Expectation { get; init; }

    /// <summary>Every pair of leaves with every pair of stores.</summary>
    public required IReadOnlyList<ProofHandshake> Handshakes { get; init; }

    /// <summary>The handshakes that did not go as they are meant to.</summary>
    public IReadOnlyList<ProofHandshake> Wrong => Expectation switch
    {
        CellExpectation.Accepted => [.. Handshakes.Where(handshake => handshake.Refusal is not null)],
        CellExpectation.Refused => [.. Handshakes.Where(handshake => handshake.Refusal is null)],
        _ => [],
    };

    /// <summary>How it came out.</summary>
    public CellVerdict Verdict => (Wrong.Count, Expectation) switch
    {
        (0, _) => CellVerdict.Proven,
        (_, CellExpectation.Accepted) => CellVerdict.Broken,
        _ => CellVerdict.Open,
    };

    /// <summary>Both ends: <c>us → eu, mesh</c>.</summary>
    public string Title => $"{Client} → {Server}, {Name(Line)}{(Servers == Line ? "" : $" to {Name(Servers)}")}";

    private static string Name(SignerLine line) => line switch
    {
        { Signer: { } signer } => signer,
        { Use: IntermediateUse.Mesh } => "mesh",
        _ => "outside the mesh",
    };
}
