using Trust.X509;

namespace Trust.Hierarchy;

/// <summary>
/// A CA of a region that stands beside cert-manager's: step-ca's intermediate, Linkerd's identity issuer, the CA above SPIRE's. It has a key and a name
/// of its own, and moves with cert-manager's, generation by generation and root by root.
/// </summary>
public sealed record BesideAuthority
{
    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The word for its signer: <see cref="Step"/>, <see cref="Linkerd"/> or <see cref="Spire"/>.</summary>
    public required string Signer { get; init; }

    /// <summary>The names that it signs for.</summary>
    public required SignedNames Names { get; init; }

    /// <summary>How long the longest-lived certificate below it lives.</summary>
    public required TimeSpan LongestLeaf { get; init; }

    /// <summary>Its key's algorithm; null for that of cert-manager's CA.</summary>
    public KeyAlgorithm? KeyAlgorithm { get; init; }

    /// <summary>
    /// Whether its signer is told the one root in which its chain ends, and hands out no other; otherwise it is told every root that the region's
    /// identities may end in. The default is false.
    /// </summary>
    public bool IsToldOneRoot { get; init; }

    /// <summary>
    /// Whether servers outside the mesh show certificates of its signer, so that clients with certificates of cert-manager meet them. The default is false.
    /// </summary>
    public bool SignsForServers { get; init; }

    /// <summary>
    /// Whether the mesh's proxies show certificates of its signer in place of istiod's, so that both are about while they move. The default is false.
    /// </summary>
    public bool SignsForMesh { get; init; }

    /// <summary>step-ca.</summary>
    public const string Step = "step";

    /// <summary>Linkerd's identity controller.</summary>
    public const string Linkerd = "linkerd";

    /// <summary>SPIRE's server.</summary>
    public const string Spire = "spire";

    /// <summary>The CA as it is while cert-manager's is what it is.</summary>
    public IntermediatePlan Of(IntermediatePlan workloads)
    {
        ArgumentNullException.ThrowIfNull(workloads);
        return workloads with { Signer = Signer, Names = Names, LongestLeaf = LongestLeaf, KeyAlgorithm = KeyAlgorithm ?? workloads.KeyAlgorithm };
    }
}
