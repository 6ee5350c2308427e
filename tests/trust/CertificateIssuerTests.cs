using Shouldly;
using Tests.Support;
using Trust;
using Trust.Issuing;
using Trust.X509;
using Xunit;

namespace Tests.Trust;

public sealed class CertificateIssuerTests
{
    private readonly TestHierarchy _hierarchy = new();

    [Theory]
    [InlineData(KeyAlgorithm.EcdsaP256)]
    [InlineData(KeyAlgorithm.EcdsaP384)]
    public void Issue_EveryLeafProfile_OpenSslVerifiesTheChain(KeyAlgorithm algorithm)
    {
        var hierarchy = new TestHierarchy(algorithm);
        var id = TestHierarchy.Orders(TestHierarchy.Us);
        CertificateProfile[] profiles =
        [
            CertificateProfiles.Workload(id, TestHierarchy.LeafLife),
            CertificateProfiles.Server([DnsName.Parse("nats.broker.svc"), DnsName.Parse("nats.broker.svc.cluster.local")], id, TestHierarchy.LeafLife),
            CertificateProfiles.Client(id, "orders", TestHierarchy.LeafLife),
        ];
        foreach (var profile in profiles)
        {
            var leaf = CertificateIssuer.Issue(profile, TestKeys.Create("leaf").PublicKey, hierarchy.UsAuthority);

            var result = OpenSsl.Verify(hierarchy.Root.Certificate, [hierarchy.UsAuthority.Certificate], leaf, TestHierarchy.Noon);

            result.ExitCode.ShouldBe(0, $"{profile.Name}: {result.Error}");
        }
    }

    [Fact]
    public void Issue_SameArguments_SameBytes() =>
        new TestHierarchy().EuAuthority.Certificate.RawData.ShouldBe(_hierarchy.EuAuthority.Certificate.RawData);

    [Fact]
    public void Issue_FixedKeysAndProfiles_GiveTheseBytesOnEveryMachineAndWithBothBouncyCastles() =>
        Golden.Matches(
            CertificatePem.Write(_hierarchy.Root.Certificate)
            + CertificatePem.Write(_hierarchy.UsAuthority.Certificate)
            + CertificatePem.Write(TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Us), _hierarchy.UsAuthority)),
            "trust/hierarchy.golden.pem");

    [Fact]
    public void Issue_OtherProfileContent_OtherSerial()
    {
        var orders = TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Us), _hierarchy.UsAuthority);
        var longer = TestHierarchy.Leaf(
            CertificateProfiles.Workload(TestHierarchy.Orders(TestHierarchy.Us), new Validity(TestHierarchy.Start, TestHierarchy.Start.AddDays(2))),
            _hierarchy.UsAuthority);
        var ledger = TestHierarchy.Workload(SpiffeId.ForServiceAccount(TestHierarchy.Us, "shop", "ledger"), _hierarchy.UsAuthority);

        new[] { orders.SerialNumber, longer.SerialNumber, ledger.SerialNumber }.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Issue_Serial_IsTwentyPositiveBytes()
    {
        var serial = _hierarchy.UsAuthority.Certificate.SerialNumberBytes.Span;

        serial.Length.ShouldBe(20);
        serial[0].ShouldBeInRange((byte)0x40, (byte)0x7F);
    }

    [Fact]
    public void Root_AsOpenSslPrintsIt_IsUnconstrainedWithPathLengthOne()
    {
        var text = OpenSsl.Print(_hierarchy.Root.Certificate);

        text.ShouldContain("Subject: O = example, CN = test root");
        text.ShouldContain("X509v3 Basic Constraints: critical\n                CA:TRUE, pathlen:1");
        text.ShouldContain("X509v3 Key Usage: critical\n                Certificate Sign, CRL Sign");
        text.ShouldContain("Signature Algorithm: ecdsa-with-SHA384");
        text.ShouldNotContain("Name Constraints");
        text.ShouldNotContain("Extended Key Usage");
    }

    [Fact]
    public void RegionalIntermediate_AsOpenSslPrintsIt_IsConstrainedToItsRegion()
    {
        var text = OpenSsl.Print(_hierarchy.UsAuthority.Certificate);

        text.ShouldContain("X509v3 Basic Constraints: critical\n                CA:TRUE, pathlen:0");
        text.ShouldContain(
            "X509v3 Name Constraints: critical\n                Permitted:\n                  URI:us.mesh.example\n                  DNS:svc\n"
            + "                  DNS:svc.cluster.local\n                Excluded:\n                  IP:0.0.0.0/0.0.0.0\n                  IP:0:0:0:0:0:0:0:0/0:0:0:0:0:0:0:0");
        text.ShouldContain("X509v3 Subject Alternative Name: \n                URI:spiffe://us.mesh.example");
    }

    [Fact]
    public void Workload_AsOpenSslPrintsIt_HasOneCriticalUriAndNoSubject()
    {
        var text = OpenSsl.Print(TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Us), _hierarchy.UsAuthority));

        text.ShouldContain("Subject: \n");
        text.ShouldContain("X509v3 Subject Alternative Name: critical\n                URI:spiffe://us.mesh.example/ns/shop/sa/orders\n");
        text.ShouldContain("X509v3 Basic Constraints: critical\n                CA:FALSE");
        text.ShouldContain("X509v3 Key Usage: critical\n                Digital Signature\n");
        text.ShouldContain("TLS Web Server Authentication, TLS Web Client Authentication");
    }

    [Fact]
    public void Issue_EverythingWrong_NamesEveryReason()
    {
        var leaf = TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Us), _hierarchy.UsAuthority);
        var notAuthority = new CertificateAuthority(leaf, TestKeys.Create("leaf"));
        var profile = CertificateProfiles.Root("child", "example", TestHierarchy.RootLife, KeyAlgorithm.EcdsaP384);

        var thrown = Should.Throw<CertificateIssuingException>(() => CertificateIssuer.Issue(profile, TestKeys.Create("other").PublicKey, notAuthority));

        thrown.Problems.Count.ShouldBe(3);
        thrown.Problems[0].ShouldBe("the subject's key is ECDSA P-256, but the profile asks for ECDSA P-384");
        thrown.Problems[1].ShouldContain("is not inside its issuer's 2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z");
        thrown.Problems[2].ShouldContain("may not sign certificates");
    }

    [Fact]
    public void Issue_IntermediateUnderPathLengthZero_IsRefused()
    {
        var profile = CertificateProfiles.RegionalIntermediate(
            "sub-CA", TestHierarchy.Us, TestHierarchy.LeafLife, KeyAlgorithm.EcdsaP256, NameConstraints.ForRegion(TestHierarchy.Us, TestHierarchy.ClusterDomain));

        Should.Throw<CertificateIssuingException>(() => CertificateIssuer.Issue(profile, TestKeys.Create("sub").PublicKey, _hierarchy.UsAuthority))
            .Problems.ShouldBe(["it is a CA, path length 0, but its issuer's path length is 0"]);
    }

    [Fact]
    public void CertificateAuthority_OtherKey_IsRefused() =>
        Should.Throw<CertificateIssuingException>(() => new CertificateAuthority(_hierarchy.UsAuthority.Certificate, TestKeys.Create("other")))
            .Problems.ShouldBe(["the private key does not belong to the certificate"]);

    [Fact]
    public void Issue_WithoutSubjectAndNames_IsRefused()
    {
        var profile = CertificateProfiles.Server([], null, TestHierarchy.LeafLife);

        Should.Throw<CertificateIssuingException>(() => CertificateIssuer.Issue(profile, TestKeys.Create("leaf").PublicKey, _hierarchy.UsAuthority))
            .Problems.ShouldHaveSingleItem().ShouldContain("neither a subject nor alternative names");
    }
}
