using Trust.Issuing;
using Trust.X509;

namespace Trust.Hierarchy;

/// <summary>A regional intermediate CA as it is meant to be.</summary>
public sealed record IntermediatePlan
{
    /// <summary>The region's short name, such as <c>us</c>.</summary>
    public required string Region { get; init; }

    /// <summary>The names for which it may sign.</summary>
    public required RegionScope Scope { get; init; }

    /// <summary>Who signs with it.</summary>
    public required IntermediateUse Use { get; init; }

    /// <summary>1 for the region's first, one more for each that follows; the highest signs.</summary>
    public required int Generation { get; init; }

    /// <summary>The <see cref="RootPlan.Name"/> of the root that signs it.</summary>
    public required string Root { get; init; }

    /// <summary>Its window.</summary>
    public required Validity Validity { get; init; }

    /// <summary>Its key's algorithm. The default is ECDSA P-256.</summary>
    public KeyAlgorithm KeyAlgorithm { get; init; } = KeyAlgorithm.EcdsaP256;

    /// <summary>How long the longest-lived leaf below it lives.</summary>
    public required TimeSpan LongestLeaf { get; init; }

    /// <summary>How long before its end the next generation must have taken over.</summary>
    public required TimeSpan RenewBefore { get; init; }

    /// <summary>
    /// The certificate in PEM that an external root signed, followed by the CAs between the two; null where the stack's own root signs, and
    /// where the signature is still awaited.
    /// </summary>
    public string? ExternalChain { get; init; }

    /// <summary>
    /// The word for the signer in <see cref="Name"/>, where another one signs beside that of <see cref="Use"/>: <c>step</c> for step-ca. The default is
    /// the word of the use.
    /// </summary>
    public string? Signer { get; init; }

    /// <summary>Its name: <c>us mesh CA g1</c>.</summary>
    public string Name => $"{Region} {Signer ?? (Use == IntermediateUse.Mesh ? "mesh" : "workload")} CA g{Generation}";

    /// <summary>The names that it signs for. The default is all of the region's.</summary>
    public SignedNames Names { get; init; } = SignedNames.Region;

    /// <summary>The certificate that follows.</summary>
    public CertificateProfile ToProfile() => Names switch
    {
        SignedNames.LinkerdIdentities => SignerProfiles.LinkerdIdentityIssuer(Name, Scope.TrustDomain, Validity),
        SignedNames.SpireAuthority => SignerProfiles.SpireUpstream(Name, Scope.TrustDomain, Validity, KeyAlgorithm, Scope.ClusterDomain.Name),
        _ => CertificateProfiles.RegionalIntermediate(Name, Scope.TrustDomain, Validity, KeyAlgorithm, Scope.ToConstraints()),
    };
}
