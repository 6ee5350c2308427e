namespace Trust.Proof;

/// <summary>Everything that decides whether one side of a handshake accepts the other: two verifications of one class come out alike.</summary>
/// <param name="By">The side that verifies.</param>
/// <param name="Presented">The chain that it is shown.</param>
/// <param name="Demands">Its roots and the names that it takes.</param>
/// <param name="At">The instant.</param>
internal readonly record struct VerificationClass(HandshakeSide By, Fingerprint Presented, Fingerprint Demands, DateTimeOffset At);
