namespace Trust.Proof;

/// <summary>What a region brings to a handshake at a moment.</summary>
/// <param name="Region">The region.</param>
/// <param name="Leaves">The leaves that can be alive.</param>
/// <param name="Verifiers">The verifiers that can be there.</param>
internal sealed record RegionSide(string Region, IReadOnlyList<LeafPlan> Leaves, IReadOnlyList<Verifier> Verifiers);
