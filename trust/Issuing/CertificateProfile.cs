using Trust.X509;

namespace Trust.Issuing;

/// <summary>
/// Everything that a certificate says, except the keys: two certificates of one profile and the same keys are the same bytes.
/// </summary>
public sealed record CertificateProfile
{
    /// <summary>
    /// What the certificate is for, such as <c>root</c> or <c>regional intermediate</c>; it stands in errors and goes into the serial.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The subject's name.</summary>
    public required DistinguishedName Subject { get; init; }

    /// <summary>The window; always given, never taken from a clock.</summary>
    public required Validity Validity { get; init; }

    /// <summary>The algorithm that the subject's key must have.</summary>
    public required KeyAlgorithm KeyAlgorithm { get; init; }

    /// <summary>Whether it may sign, and how deep.</summary>
    public required BasicConstraints BasicConstraints { get; init; }

    /// <summary>The sides of TLS for which it may be used; empty on CAs, where a usage would limit what they sign.</summary>
    public IReadOnlyList<ExtendedKeyUsage> ExtendedKeyUsages { get; init; } = [];

    /// <summary>The names that it speaks for.</summary>
    public SubjectAlternativeNames AlternativeNames { get; init; } = SubjectAlternativeNames.None;

    /// <summary>The names for which it may sign; null on leaves and on unconstrained CAs.</summary>
    public NameConstraints? NameConstraints { get; init; }
}
