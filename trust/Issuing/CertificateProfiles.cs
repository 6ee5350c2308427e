using Trust.X509;

namespace Trust.Issuing;

/// <summary>The profiles of a mesh's certificates.</summary>
public static class CertificateProfiles
{
    /// <summary>
    /// An environment's root: signs regional intermediates, which sign leaves (path length 1). It carries no SPIFFE ID. The default is no
    /// name constraint, since one root serves several trust domains; the root of a single region is constrained as that region is.
    /// </summary>
    public static CertificateProfile Root(
        string name, string organization, Validity validity, KeyAlgorithm keyAlgorithm, NameConstraints? constraints = null) =>
        new()
        {
            Name = "root",
            Subject = new DistinguishedName { CommonName = name, Organization = organization },
            Validity = validity,
            KeyAlgorithm = keyAlgorithm,
            BasicConstraints = BasicConstraints.Authority(pathLength: 1),
            NameConstraints = constraints,
        };

    /// <summary>
    /// A region's intermediate: signs leaves only (path length 0), only within its constraints, and carries its trust domain's SPIFFE ID
    /// (X509-SVID, section 3.1).
    /// </summary>
    public static CertificateProfile RegionalIntermediate(
        string name, TrustDomain trustDomain, Validity validity, KeyAlgorithm keyAlgorithm, NameConstraints constraints) =>
        new()
        {
            Name = "regional intermediate",
            Subject = new DistinguishedName { CommonName = name, Organization = trustDomain.Name },
            Validity = validity,
            KeyAlgorithm = keyAlgorithm,
            BasicConstraints = BasicConstraints.Authority(pathLength: 0),
            AlternativeNames = SubjectAlternativeNames.For(trustDomain.Id),
            NameConstraints = constraints,
        };

    /// <summary>
    /// A mesh workload's leaf, as istiod issues it: no subject, one critical SPIFFE ID, both sides of TLS (X509-SVID, sections 2 and 4).
    /// </summary>
    public static CertificateProfile Workload(SpiffeId identity, Validity validity, KeyAlgorithm keyAlgorithm = KeyAlgorithm.EcdsaP256) =>
        new()
        {
            Name = "workload",
            Subject = DistinguishedName.Empty,
            Validity = validity,
            KeyAlgorithm = keyAlgorithm,
            BasicConstraints = BasicConstraints.EndEntity,
            ExtendedKeyUsages = [ExtendedKeyUsage.ServerAuth, ExtendedKeyUsage.ClientAuth],
            AlternativeNames = SubjectAlternativeNames.For(identity),
        };

    /// <summary>A server outside the mesh: the DNS names that its clients dial, and its SPIFFE ID where it has one.</summary>
    public static CertificateProfile Server(
        IReadOnlyList<DnsName> dnsNames, SpiffeId? identity, Validity validity, KeyAlgorithm keyAlgorithm = KeyAlgorithm.EcdsaP256) =>
        new()
        {
            Name = "server",
            Subject = DistinguishedName.Empty,
            Validity = validity,
            KeyAlgorithm = keyAlgorithm,
            BasicConstraints = BasicConstraints.EndEntity,
            ExtendedKeyUsages = [ExtendedKeyUsage.ServerAuth],
            AlternativeNames = new SubjectAlternativeNames
            {
                DnsNames = [.. dnsNames.Select(name => name.Name)],
                Uris = identity is { } id ? [id.ToString()] : [],
            },
        };

    /// <summary>
    /// A client outside the mesh: its SPIFFE ID, and a common name where the server maps that to a user (PostgreSQL). It has no DNS name,
    /// which NATS would map to a user before it looks at the SPIFFE ID.
    /// </summary>
    public static CertificateProfile Client(
        SpiffeId identity, string? commonName, Validity validity, KeyAlgorithm keyAlgorithm = KeyAlgorithm.EcdsaP256) =>
        new()
        {
            Name = "client",
            Subject = new DistinguishedName { CommonName = commonName },
            Validity = validity,
            KeyAlgorithm = keyAlgorithm,
            BasicConstraints = BasicConstraints.EndEntity,
            ExtendedKeyUsages = [ExtendedKeyUsage.ClientAuth],
            AlternativeNames = SubjectAlternativeNames.For(identity),
        };
}
