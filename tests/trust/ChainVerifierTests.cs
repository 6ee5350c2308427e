using System.Net;
using System.Security.Cryptography.X509Certificates;
using Shouldly;
using Trust;
using Trust.Bundles;
using Trust.Issuing;
using Trust.Verification;
using Trust.X509;
using Xunit;

namespace Tests.Trust;

/// <summary>Every verdict is asked of .NET and of OpenSSL, and both must agree.</summary>
public sealed class ChainVerifierTests
{
    private readonly TestHierarchy _hierarchy = new();

    [Fact]
    public void Verify_OwnRegionsWorkload_IsAccepted()
    {
        var verdict = Verify(TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Us), _hierarchy.UsAuthority), _hierarchy.UsAuthority);

        verdict.ToString().ShouldBe("accepted: 'spiffe://us.mesh.example/ns/shop/sa/orders' < 'CN=us.mesh.example mesh CA g1, O=us.mesh.example' < 'CN=test root, O=example'");
    }

    [Fact]
    public void Verify_OtherRegionsIdentityFromAStolenCa_IsRefused()
    {
        var forged = TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Eu), _hierarchy.UsAuthority);

        Verify(forged, _hierarchy.UsAuthority).Reasons.ShouldContain(
            "'spiffe://eu.mesh.example/ns/shop/sa/orders' has a name that its issuers' name constraints do not permit");
    }

    [Theory]
    [InlineData("spiffe://x.us.mesh.example/ns/shop/sa/orders")]
    [InlineData("spiffe://mesh.example/ns/shop/sa/orders")]
    [InlineData("spiffe://10.0.0.1/ns/shop/sa/orders")]
    [InlineData("urn:example:orders")]
    public void Verify_UriOutsideTheTrustDomain_IsRefused(string uri) =>
        Verify(Named(new SubjectAlternativeNames { Uris = [uri] }), _hierarchy.UsAuthority).IsAccepted.ShouldBeFalse();

    [Theory]
    [InlineData("istiod.istio-system.svc", true)]
    [InlineData("istiod-remote.istio-system.svc", true)]
    [InlineData("istio-pilot.istio-system.svc", true)]
    [InlineData("istiod-canary.istio-system.svc", true)]
    [InlineData("nats.broker.svc.cluster.local", true)]
    [InlineData("*.nats-headless.broker.svc.cluster.local", true)]
    [InlineData("bank.example.com", false)]
    [InlineData("svc.example.com", false)]
    [InlineData("nats.broker.xsvc", false)]
    [InlineData("orders.shop", false)]
    public void Verify_DnsName_IsAcceptedWithinTheClusterOnly(string name, bool accepted) =>
        Verify(Named(new SubjectAlternativeNames { DnsNames = [name] }), _hierarchy.UsAuthority).IsAccepted.ShouldBe(accepted);

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("2001:db8::1")]
    public void Verify_IpAddress_IsRefused(string address) =>
        Verify(Named(new SubjectAlternativeNames { IpAddresses = [IPAddress.Parse(address)] }), _hierarchy.UsAuthority)
            .Reasons.ShouldContain(reason => reason.Contains("exclude") || reason.Contains("do not permit"));

    [Fact]
    public void Verify_LeafBelowASecondIntermediate_IsRefusedForThePathLength()
    {
        var key = TestKeys.Create("sub");
        var profile = CertificateProfiles.RegionalIntermediate(
            "sub-CA", TestHierarchy.Us, TestHierarchy.IntermediateLife, KeyAlgorithm.EcdsaP256, NameConstraints.ForRegion(TestHierarchy.Us, TestHierarchy.ClusterDomain));
        var sub = new CertificateAuthority(CertificateIssuer.IssueAnyway(profile, key.PublicKey, _hierarchy.UsAuthority), key);
        var leaf = TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Us), sub);

        var verdict = ChainVerifier.Verify(
            leaf, [sub.Certificate, _hierarchy.UsAuthority.Certificate], Bundle.Of([_hierarchy.Root.Certificate]), TestHierarchy.Noon);

        verdict.Reasons.ShouldContain(reason => reason.EndsWith("breaks the path length or CA flag of its issuer"));
        OpenSsl.Verify(_hierarchy.Root.Certificate, [sub.Certificate, _hierarchy.UsAuthority.Certificate], leaf, TestHierarchy.Noon).ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public void Verify_LeafThatSigns_IsRefused()
    {
        var first = TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Us), _hierarchy.UsAuthority);
        var forged = TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Us), new CertificateAuthority(first, TestKeys.Create("leaf")));

        ChainVerifier.Verify(forged, [first, _hierarchy.UsAuthority.Certificate], Bundle.Of([_hierarchy.Root.Certificate]), TestHierarchy.Noon)
            .IsAccepted.ShouldBeFalse();
        OpenSsl.Verify(_hierarchy.Root.Certificate, [first, _hierarchy.UsAuthority.Certificate], forged, TestHierarchy.Noon).ExitCode.ShouldNotBe(0);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(86399, true)]
    [InlineData(86400, false)]
    public void Verify_AtTheEndsOfTheWindow_IncludesTheFirstSecondOnly(int seconds, bool accepted)
    {
        var leaf = TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Us), _hierarchy.UsAuthority);

        var verdict = Verify(leaf, _hierarchy.UsAuthority, TestHierarchy.Start.AddSeconds(seconds));

        verdict.IsAccepted.ShouldBe(accepted);
        verdict.Reasons.Any(reason => reason.EndsWith("is outside its window")).ShouldBe(!accepted);
    }

    [Fact]
    public void Verify_RootOutsideTheBundle_IsRefused()
    {
        var leaf = TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Us), _hierarchy.UsAuthority);

        ChainVerifier.Verify(leaf, [_hierarchy.UsAuthority.Certificate, _hierarchy.Root.Certificate], Bundle.Empty, TestHierarchy.Noon).IsAccepted.ShouldBeFalse();
        ChainVerifier.Verify(leaf, [], Bundle.Of([_hierarchy.Root.Certificate]), TestHierarchy.Noon).Reasons.ShouldContain("no chain leads from it to a root of the bundle");
    }

    [Fact]
    public void Verify_WrongSideOfTheHandshake_IsRefused()
    {
        var server = TestHierarchy.Leaf(
            CertificateProfiles.Server([DnsName.Parse("nats.broker.svc")], null, TestHierarchy.LeafLife), _hierarchy.UsAuthority);
        var bundle = Bundle.Of([_hierarchy.Root.Certificate]);

        ChainVerifier.Verify(server, [_hierarchy.UsAuthority.Certificate], bundle, TestHierarchy.Noon, ExtendedKeyUsage.ServerAuth).IsAccepted.ShouldBeTrue();
        ChainVerifier.Verify(server, [_hierarchy.UsAuthority.Certificate], bundle, TestHierarchy.Noon, ExtendedKeyUsage.ClientAuth)
            .Reasons.ShouldContain(reason => reason.EndsWith("may not be used for this purpose"));
    }

    [Fact]
    public void Verify_ConstrainedRoot_BindsWhatIsBelowIt()
    {
        var key = TestKeys.Create("us root");
        var constraints = NameConstraints.ForRegion(TestHierarchy.Us, TestHierarchy.ClusterDomain);
        var root = new CertificateAuthority(
            CertificateIssuer.SelfSign(CertificateProfiles.Root("us root", "example", TestHierarchy.RootLife, KeyAlgorithm.EcdsaP256, constraints), key), key);
        var rogueKey = TestKeys.Create("rogue");
        var rogue = new CertificateAuthority(
            CertificateIssuer.Issue(
                CertificateProfiles.RegionalIntermediate(
                    "rogue", TestHierarchy.Us, TestHierarchy.IntermediateLife, KeyAlgorithm.EcdsaP256, NameConstraints.ForRegion(TestHierarchy.Eu, TestHierarchy.ClusterDomain)),
                rogueKey.PublicKey, root),
            rogueKey);
        var leaf = TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Eu), rogue);

        ChainVerifier.Verify(leaf, [rogue.Certificate], Bundle.Of([root.Certificate]), TestHierarchy.Noon).IsAccepted.ShouldBeFalse();
        OpenSsl.Verify(root.Certificate, [rogue.Certificate], leaf, TestHierarchy.Noon).ExitCode.ShouldNotBe(0);
    }

    private X509Certificate2 Named(SubjectAlternativeNames names) =>
        TestHierarchy.Leaf(
            CertificateProfiles.Workload(TestHierarchy.Orders(TestHierarchy.Us), TestHierarchy.LeafLife) with { AlternativeNames = names },
            _hierarchy.UsAuthority);

    private ChainVerdict Verify(X509Certificate2 leaf, CertificateAuthority intermediate, DateTimeOffset? at = null)
    {
        var instant = at ?? TestHierarchy.Noon;
        var verdict = ChainVerifier.Verify(leaf, [intermediate.Certificate], Bundle.Of([_hierarchy.Root.Certificate]), instant);
        var witness = OpenSsl.Verify(_hierarchy.Root.Certificate, [intermediate.Certificate], leaf, instant);
        (witness.ExitCode == 0).ShouldBe(verdict.IsAccepted, $"{verdict}; openssl says: {witness.Text}");
        return verdict;
    }
}
