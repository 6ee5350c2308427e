namespace Trust.Proof;

/// <summary>A handshake that is to be made.</summary>
internal sealed record PlannedHandshake
{
    /// <summary>What it looks like in the report; its outcome is filled in later.</summary>
    internal required ProofHandshake Description { get; init; }

    /// <summary>The client.</summary>
    internal required HandshakePeer Client { get; init; }

    /// <summary>The server.</summary>
    internal required HandshakePeer Server { get; init; }

    /// <summary>The client's verification of the server.</summary>
    internal VerificationClass ByClient => new(HandshakeSide.Client, Server.Leaf.Digest, Client.ClientDemands, Description.At);

    /// <summary>The server's verification of the client.</summary>
    internal VerificationClass ByServer => new(HandshakeSide.Server, Client.Leaf.Digest, Server.ServerDemands, Description.At);

    /// <summary>Makes it.</summary>
    internal Task<HandshakeOutcome> ShakeAsync() => new Handshake(Client, Server, Description.At).RunAsync();

    /// <summary>The verifications that have to be seen before its outcome is known: the server says nothing to a client that has refused it.</summary>
    internal IEnumerable<VerificationClass> Unknown(IReadOnlyDictionary<VerificationClass, Verdict> verdicts)
    {
        if (!verdicts.TryGetValue(ByClient, out var client))
        {
            yield return ByClient;
        }

        if (client is not { Reason: { } } && !verdicts.ContainsKey(ByServer))
        {
            yield return ByServer;
        }
    }

    /// <summary>The description with its outcome.</summary>
    internal ProofHandshake ToHandshake(IReadOnlyDictionary<VerificationClass, Verdict> verdicts) => Description with
    {
        Refusal = verdicts[ByClient].Reason is { } ofServer ? new HandshakeRefusal(HandshakeSide.Client, ofServer)
            : verdicts[ByServer].Reason is { } ofClient ? new HandshakeRefusal(HandshakeSide.Server, ofClient)
            : null,
    };
}
