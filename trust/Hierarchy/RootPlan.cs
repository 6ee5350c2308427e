using Trust.Bundles;
using Trust.Issuing;
using Trust.X509;

namespace Trust.Hierarchy;

/// <summary>A root CA as it is meant to be.</summary>
public sealed record RootPlan
{
    /// <summary>Its name, unique in the environment for ever, such as <c>root-2026</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public required RootState State { get; init; }

    /// <summary>Its window.</summary>
    public required Validity Validity { get; init; }

    /// <summary>Its key's algorithm. The default is ECDSA P-384.</summary>
    public KeyAlgorithm KeyAlgorithm { get; init; } = KeyAlgorithm.EcdsaP384;

    /// <summary>The region to which the root is constrained; null for a root that regions share, which has no name constraints.</summary>
    public RegionScope? Scope { get; init; }

    /// <summary>Whether the root may sign for a trust domain.</summary>
    public bool Serves(TrustDomain trustDomain) => Scope is null || Scope.TrustDomain == trustDomain;

    /// <summary>The certificate that follows.</summary>
    /// <param name="environment">The environment's name, the organisation in the subject.</param>
    public CertificateProfile ToProfile(string environment) =>
        CertificateProfiles.Root(Name, environment, Validity, KeyAlgorithm, Scope?.ToConstraints());
}
