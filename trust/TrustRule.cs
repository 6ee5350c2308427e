namespace Trust;

/// <summary>What a <see cref="TrustFinding"/> is about; each value is one rule.</summary>
public enum TrustRule
{
    /// <summary>A trust domain's name that some verifiers refuse or read differently.</summary>
    TrustDomainName,

    /// <summary>Two trust domains of which one is below the other.</summary>
    TrustDomainOverlap,

    /// <summary>A root or an intermediate without a usable name, or two with the same.</summary>
    AuthorityName,

    /// <summary>An intermediate under a root that does not exist, or whose state does not let it sign.</summary>
    SigningRoot,

    /// <summary>A trust domain with no active root, or with several.</summary>
    ActiveRoot,

    /// <summary>A certificate that outlives its issuer, or starts before it.</summary>
    IssuerWindow,

    /// <summary>A renewal that does not fall inside the certificate's life.</summary>
    RenewalWindow,

    /// <summary>Two generations that overlap for less than the longest leaf lives.</summary>
    GenerationOverlap,

    /// <summary>A certificate that breaks the X509-SVID standard.</summary>
    SvidProfile,
}
