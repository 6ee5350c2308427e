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

    /// <summary>Its class.</summary>
    internal HandshakeClass Class => new(Client.AsClient, Server.AsServer, Description.At);

    /// <summary>Makes it.</summary>
    internal Task<HandshakeRefusal?> ShakeAsync() => new Handshake(Client, Server, Description.At).RunAsync();
}
