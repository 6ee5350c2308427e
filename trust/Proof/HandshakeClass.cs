namespace Trust.Proof;

/// <summary>Everything that decides a handshake: two of one class come out alike.</summary>
/// <param name="Client">The client's chain, roots and expected names.</param>
/// <param name="Server">The server's chain, roots and accepted names.</param>
/// <param name="At">The instant.</param>
internal readonly record struct HandshakeClass(Fingerprint Client, Fingerprint Server, DateTimeOffset At);
