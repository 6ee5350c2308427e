namespace Trust.Proof;

/// <summary>Why a handshake failed.</summary>
/// <param name="By">The side that refused its peer's certificate.</param>
/// <param name="Reason">What that side says of it, in words that follow the certificate's name.</param>
public sealed record HandshakeRefusal(HandshakeSide By, string Reason);
