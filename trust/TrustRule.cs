namespace Trust;

/// <summary>What a <see cref="TrustFinding"/> is about. A value is the number in the rule's code: 101 is <c>MTLS101</c>.</summary>
#pragma warning disable CA1008 // A rule without a number is none.
public enum TrustRule
#pragma warning restore CA1008
{
    /// <summary>A trust domain's name that some verifiers refuse or read differently.</summary>
    TrustDomainName = 101,

    /// <summary>Two trust domains of which one is below the other.</summary>
    TrustDomainOverlap = 102,

    /// <summary>A root or an intermediate without a usable name, or two with the same.</summary>
    AuthorityName = 103,

    /// <summary>An intermediate under a root that does not exist, or whose state does not let it sign.</summary>
    SigningRoot = 104,

    /// <summary>A trust domain with no active root, or with several.</summary>
    ActiveRoot = 105,

    /// <summary>A certificate that outlives its issuer, or starts before it.</summary>
    IssuerWindow = 106,

    /// <summary>A renewal that does not fall inside the certificate's life.</summary>
    RenewalWindow = 107,

    /// <summary>Two generations that overlap for less than the longest leaf lives.</summary>
    GenerationOverlap = 108,

    /// <summary>A certificate that breaks the X509-SVID standard.</summary>
    SvidProfile = 109,

    /// <summary>A text or file that holds no certificate, or something else than certificates.</summary>
    UnreadableCertificate = 110,

    /// <summary>A private key where a certificate is expected.</summary>
    PrivateKeyFound = 111,

    /// <summary>A chain whose certificates are not each followed by their issuer.</summary>
    ChainOrder = 112,

    /// <summary>The same certificate twice in one file.</summary>
    DuplicateCertificate = 113,

    /// <summary>A certificate, or a chain of them, that does not fit into a TLS handshake.</summary>
    OversizedCertificate = 114,

    /// <summary>A certificate that speaks for more names than any workload has.</summary>
    ManyNames = 115,

    /// <summary>A key that is too short, or of a kind that some verifier of a mesh refuses.</summary>
    WeakKey = 116,

    /// <summary>A signature over a digest that can be forged.</summary>
    WeakSignature = 117,

    /// <summary>A certificate that is not valid yet, or not any more.</summary>
    OutsideWindow = 118,

    /// <summary>A certificate in the last third of its life.</summary>
    RenewalDue = 119,

    /// <summary>A certificate whose chain does not end in a root of the bundle.</summary>
    NoTrustedRoot = 120,

    /// <summary>A certificate whose signature is not its issuer's.</summary>
    BadSignature = 121,

    /// <summary>A certificate that its issuer may not have signed: no CA, or too deep.</summary>
    PathLength = 122,

    /// <summary>A name that the name constraints above do not permit.</summary>
    NameConstraint = 123,

    /// <summary>A certificate that may not be used for what it is used for.</summary>
    KeyUsage = 124,

    /// <summary>A certificate that speaks for other names than the one that is wanted.</summary>
    PeerName = 125,

    /// <summary>A certificate in a bundle that is no root.</summary>
    BundleMember = 126,

    /// <summary>Any other reason for which the platform refuses a chain.</summary>
    RefusedByPlatform = 127,

    /// <summary>An intermediate under an external root for which no signed certificate is set.</summary>
    ExternalCertificateMissing = 130,

    /// <summary>An external certificate for another key than the stack's.</summary>
    ExternalKey = 131,

    /// <summary>An external certificate that is not the CA that was asked for.</summary>
    ExternalAuthority = 132,

    /// <summary>An external certificate with other name constraints than those that were asked for.</summary>
    ExternalConstraints = 133,

    /// <summary>An external root that may sign for every trust domain, where each region is to have a root of its own.</summary>
    ExternalRootUnconstrained = 134,

    /// <summary>A constraint because of which a verifier that meets it refuses every certificate.</summary>
    ConstraintRejected = 140,

    /// <summary>A constraint that a verifier which meets it does not look at.</summary>
    ConstraintIgnored = 141,

    /// <summary>A root that is to be signed by another one which cannot sign it, or not in time.</summary>
    CrossSigning = 163,
}
