using System.Security.Cryptography.X509Certificates;

namespace Trust.X509;

/// <summary>A certificate's subject (RFC 5280, section 4.1.2.6), in the two attributes that a private CA needs.</summary>
public sealed record DistinguishedName
{
    /// <summary>No attributes: for leaves whose identity is in their alternative names alone, as Istio's are.</summary>
    public static DistinguishedName Empty { get; } = new();

    /// <summary>The common name (CN); null leaves it out.</summary>
    public string? CommonName { get; init; }

    /// <summary>The organisation (O), here the trust domain or environment; null leaves it out.</summary>
    public string? Organization { get; init; }

    /// <summary>Whether the name has no attribute; the alternative names are then critical (RFC 5280, section 4.2.1.6).</summary>
    public bool IsEmpty => CommonName is null && Organization is null;

    internal X500DistinguishedName ToX500()
    {
        // The builder writes the last attribute first; certificates carry the organisation before the common name.
        var builder = new X500DistinguishedNameBuilder();
        if (CommonName is not null)
        {
            builder.AddCommonName(CommonName);
        }

        if (Organization is not null)
        {
            builder.AddOrganizationName(Organization);
        }

        return builder.Build();
    }
}
