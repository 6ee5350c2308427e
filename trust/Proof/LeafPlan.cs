using Trust.Hierarchy;

namespace Trust.Proof;

/// <summary>A leaf that can exist at a moment: who signed it, and for which name.</summary>
internal sealed record LeafPlan
{
    /// <summary>The CA that signed it.</summary>
    internal required IntermediatePlan Signer { get; init; }

    /// <summary>The root above that.</summary>
    internal required RootPlan Root { get; init; }

    /// <summary>The root that cross-signs <see cref="Root"/>, whose certificate for it is in the chain; null where there is none.</summary>
    internal RootPlan? CrossSigner { get; init; }

    /// <summary>The trust domain of its identity.</summary>
    internal required TrustDomain TrustDomain { get; init; }

    /// <summary>Who it is, for people: <c>us.mesh.example, us mesh CA g1 under root-2026</c>.</summary>
    internal string Label => $"{TrustDomain}, {Signer.Name} under {Root.Name}{(CrossSigner is null ? "" : $" (cross-signed by {CrossSigner.Name})")}";
}
