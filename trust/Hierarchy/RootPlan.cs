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

    /// <summary>
    /// How many CAs may stand between the root and a leaf. The default is 1, for the regional intermediates; 2 lets it also sign its successor.
    /// </summary>
    public int PathLength { get; init; } = 1;

    /// <summary>
    /// The root that also signs this one, so that verifiers which know only that root accept what is below this one; null where there is none.
    /// </summary>
    public string? CrossSignedBy { get; init; }

    /// <summary>The certificate in PEM of a root that somebody else keeps; null for a root whose key is the stack's.</summary>
    public string? ExternalCertificate { get; init; }

    /// <summary>Whether the root may sign for a trust domain.</summary>
    public bool Serves(TrustDomain trustDomain) => Scope is null || Scope.TrustDomain == trustDomain;

    /// <summary>The certificate that follows.</summary>
    /// <param name="environment">The environment's name, the organisation in the subject.</param>
    public CertificateProfile ToProfile(string environment) =>
        CertificateProfiles.Root(Name, environment, Validity, KeyAlgorithm, Constraints) with
        {
            BasicConstraints = BasicConstraints.Authority(PathLength),
        };

    /// <summary>
    /// The certificate with this root's name and key that another root signs (RFC 4949, "cross-certificate"). It lives while both roots do.
    /// </summary>
    /// <param name="environment">The environment's name, the organisation in the subject.</param>
    /// <param name="issuer">The root that signs it, with a path length of 2.</param>
    /// <exception cref="ArgumentException">The windows of the two roots do not meet.</exception>
    public CertificateProfile ToCrossProfile(string environment, RootPlan issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        return CertificateProfiles.Root(Name, environment, Validity.Intersect(issuer.Validity), KeyAlgorithm, Constraints) with
        {
            Name = "cross-signed root",
        };
    }

    /// <summary>A root is held to the name that its region has for good: the names of a change of name would make it another certificate.</summary>
    private NameConstraints? Constraints => Scope is null ? null : (Scope with { Next = null, Former = null }).ToConstraints();
}
