namespace Trust.Proof;

/// <summary>One handshake of a cell: who met whom, and how it went.</summary>
public sealed record ProofHandshake
{
    /// <summary>The client's leaf: its trust domain and who signed it.</summary>
    public required string ClientLeaf { get; init; }

    /// <summary>What the client trusts.</summary>
    public required string ClientStore { get; init; }

    /// <summary>The server's leaf.</summary>
    public required string ServerLeaf { get; init; }

    /// <summary>What the server trusts.</summary>
    public required string ServerStore { get; init; }

    /// <summary>The instant for which the certificates were verified.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why it failed; null where it succeeded.</summary>
    public required HandshakeRefusal? Refusal { get; init; }

    /// <summary>
    /// Both ends and the outcome in a sentence: <c>the client with us.mesh.example, us mesh CA g2 under root-2027 is refused by the server that
    /// trusts root-2026: …</c>.
    /// </summary>
    public override string ToString() => Refusal switch
    {
        null => $"the client with {ClientLeaf} that {ClientStore} and the server with {ServerLeaf} that {ServerStore} accept each other",
        { By: HandshakeSide.Server } => $"the client with {ClientLeaf} is refused by the server that {ServerStore}: {Refusal.Reason}",
        _ => $"the server with {ServerLeaf} is refused by the client that {ClientStore}: {Refusal.Reason}",
    };
}
