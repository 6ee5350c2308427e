namespace Trust.Proof;

/// <summary>What both sides said in a handshake.</summary>
/// <param name="Client">The client's verdict on the server.</param>
/// <param name="Server">The server's verdict on the client; null where the client had refused before.</param>
internal sealed record HandshakeOutcome(Verdict Client, Verdict? Server);
