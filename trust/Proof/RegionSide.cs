using Trust.Hierarchy;

namespace Trust.Proof;

/// <summary>What the holders of one kind of certificates bring to a handshake at a moment, in one region.</summary>
/// <param name="Region">The region.</param>
/// <param name="Line">Whose certificates they hold.</param>
/// <param name="Leaves">The leaves that can be alive.</param>
/// <param name="Verifiers">The verifiers that can be there.</param>
internal sealed record RegionSide(string Region, SignerLine Line, IReadOnlyList<LeafPlan> Leaves, IReadOnlyList<Verifier> Verifiers);
