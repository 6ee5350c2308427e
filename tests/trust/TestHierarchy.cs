using System.Security.Cryptography.X509Certificates;
using Trust;
using Trust.Issuing;
using Trust.X509;

namespace Tests.Trust;

/// <summary>One root, and an intermediate for each of the regions us and eu.</summary>
internal sealed class TestHierarchy
{
    internal static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    internal static readonly DateTimeOffset Noon = Start.AddHours(12);
    internal static readonly TrustDomain Us = TrustDomain.Parse("us.mesh.example");
    internal static readonly TrustDomain Eu = TrustDomain.Parse("eu.mesh.example");
    internal static readonly DnsName ClusterDomain = DnsName.Parse("cluster.local");

    internal static readonly Validity RootLife = new(Start, Start.AddYears(10));
    internal static readonly Validity IntermediateLife = new(Start, Start.AddYears(2));
    internal static readonly Validity LeafLife = new(Start, Start.AddDays(1));

    internal TestHierarchy(KeyAlgorithm intermediates = KeyAlgorithm.EcdsaP256)
    {
        var rootKey = TestKeys.Create("root", KeyAlgorithm.EcdsaP384);
        var profile = CertificateProfiles.Root("test root", "example", RootLife, KeyAlgorithm.EcdsaP384);
        Root = new CertificateAuthority(CertificateIssuer.SelfSign(profile, rootKey), rootKey);
        UsAuthority = Intermediate(Us, intermediates);
        EuAuthority = Intermediate(Eu, intermediates);
    }

    internal CertificateAuthority Root { get; }

    internal CertificateAuthority UsAuthority { get; }

    internal CertificateAuthority EuAuthority { get; }

    internal static SpiffeId Orders(TrustDomain trustDomain) => SpiffeId.ForServiceAccount(trustDomain, "shop", "orders");

    internal static X509Certificate2 Leaf(CertificateProfile profile, CertificateAuthority issuer) =>
        CertificateIssuer.IssueAnyway(profile, TestKeys.Create("leaf").PublicKey, issuer);

    internal static X509Certificate2 Workload(SpiffeId id, CertificateAuthority issuer) =>
        Leaf(CertificateProfiles.Workload(id, LeafLife), issuer);

    private CertificateAuthority Intermediate(TrustDomain trustDomain, KeyAlgorithm algorithm)
    {
        var key = TestKeys.Create(trustDomain.Name, algorithm);
        var profile = CertificateProfiles.RegionalIntermediate(
            $"{trustDomain} mesh CA g1", trustDomain, IntermediateLife, algorithm, NameConstraints.ForRegion(trustDomain, ClusterDomain));
        return new CertificateAuthority(CertificateIssuer.Issue(profile, key.PublicKey, Root), key);
    }
}
