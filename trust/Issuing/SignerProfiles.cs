using System.Net;
using Trust.X509;

namespace Trust.Issuing;

/// <summary>The profiles of CAs that other issuing systems sign with, below the same roots as the regional intermediates.</summary>
/// <remarks>
/// Each is constrained in every kind of name: a kind that no permitted subtree mentions stays free, and a CA for DNS names alone could mint
/// SPIFFE IDs that every sidecar trusts.
/// </remarks>
public static class SignerProfiles
{
    private static readonly GeneralSubtrees NoAddresses =
        new() { IpNetworks = [new IPNetwork(IPAddress.Any, 0), new IPNetwork(IPAddress.IPv6Any, 0)] };

    /// <summary>
    /// The intermediate of a step-ca, for machines outside the clusters: leaves only, SPIFFE IDs of one trust domain, DNS names below the given
    /// ones.
    /// </summary>
    public static CertificateProfile StepCaIntermediate(
        string name, TrustDomain trustDomain, IReadOnlyList<DnsName> domains, Validity validity, KeyAlgorithm keyAlgorithm = KeyAlgorithm.EcdsaP256) =>
        Signer("step-ca intermediate", name, trustDomain, validity, keyAlgorithm, pathLength: 0, new GeneralSubtrees
        {
            UriHosts = [trustDomain.Name],
            DnsNames = [.. domains.Select(domain => domain.Name)],
        });

    /// <summary>
    /// Linkerd's identity issuer. Its identities are DNS names, <c>&lt;account&gt;.&lt;namespace&gt;.serviceaccount.identity.linkerd.&lt;trust
    /// domain&gt;</c> (linkerd2, charts/linkerd-control-plane), so DNS is what it is constrained by; its own name is the one URI host that it is
    /// left, and nobody's trust domain. Linkerd takes ECDSA P-256 only.
    /// </summary>
    public static CertificateProfile LinkerdIdentityIssuer(string name, TrustDomain trustDomain, Validity validity)
    {
        var identities = $"identity.linkerd.{trustDomain}";
        return Signer("Linkerd identity issuer", name, trustDomain, validity, KeyAlgorithm.EcdsaP256, pathLength: 0, new GeneralSubtrees
        {
            UriHosts = [identities],
            DnsNames = [identities],
        }) with
        {
            AlternativeNames = new SubjectAlternativeNames { DnsNames = [identities] },
        };
    }

    /// <summary>
    /// What SPIRE's <c>UpstreamAuthority "disk"</c> signs with: SPIRE's own short-lived CA stands below it, so its path length is 1, and the
    /// root above it needs 2.
    /// </summary>
    /// <param name="name">The CA's name.</param>
    /// <param name="trustDomain">The trust domain.</param>
    /// <param name="validity">Its window.</param>
    /// <param name="keyAlgorithm">Its key's algorithm.</param>
    /// <param name="clusterDomain">The DNS suffix of the cluster's Services.</param>
    public static CertificateProfile SpireUpstream(
        string name,
        TrustDomain trustDomain,
        Validity validity,
        KeyAlgorithm keyAlgorithm = KeyAlgorithm.EcdsaP256,
        string clusterDomain = "cluster.local") =>
        Signer("SPIRE upstream", name, trustDomain, validity, keyAlgorithm, pathLength: 1, new GeneralSubtrees
        {
            UriHosts = [trustDomain.Name],
            // SPIRE gives DNS names to those SVIDs whose entries ask for them.
            DnsNames = ["svc", $"svc.{clusterDomain}"],
        });

    /// <summary>The CA that SPIRE makes for itself below its upstream's: a trust domain's SPIFFE ID, and no constraint of its own.</summary>
    public static CertificateProfile SpireOwn(TrustDomain trustDomain, Validity validity) => new()
    {
        Name = "SPIRE CA",
        Subject = new DistinguishedName { CommonName = $"{trustDomain} SPIRE CA", Organization = trustDomain.Name },
        Validity = validity,
        KeyAlgorithm = KeyAlgorithm.EcdsaP256,
        BasicConstraints = BasicConstraints.Authority(pathLength: 0),
        AlternativeNames = SubjectAlternativeNames.For(trustDomain.Id),
    };

    /// <summary>What Linkerd's identity controller issues to a proxy: its identity as a DNS name, for both sides of TLS.</summary>
    public static CertificateProfile LinkerdProxy(DnsName identity, Validity validity) => new()
    {
        Name = "Linkerd proxy",
        Subject = DistinguishedName.Empty,
        Validity = validity,
        KeyAlgorithm = KeyAlgorithm.EcdsaP256,
        BasicConstraints = BasicConstraints.EndEntity,
        ExtendedKeyUsages = [ExtendedKeyUsage.ServerAuth, ExtendedKeyUsage.ClientAuth],
        AlternativeNames = new SubjectAlternativeNames { DnsNames = [identity.Name] },
    };

    private static CertificateProfile Signer(
        string kind,
        string name,
        TrustDomain trustDomain,
        Validity validity,
        KeyAlgorithm keyAlgorithm,
        int pathLength,
        GeneralSubtrees permitted) => new()
        {
            Name = kind,
            Subject = new DistinguishedName { CommonName = name, Organization = trustDomain.Name },
            Validity = validity,
            KeyAlgorithm = keyAlgorithm,
            BasicConstraints = BasicConstraints.Authority(pathLength),
            AlternativeNames = SubjectAlternativeNames.For(trustDomain.Id),
            NameConstraints = new NameConstraints { Permitted = permitted, Excluded = NoAddresses },
        };
}
