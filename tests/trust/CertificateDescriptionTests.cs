using Shouldly;
using Trust;
using Trust.Verification;
using Xunit;

namespace Tests.Trust;

public sealed class CertificateDescriptionTests
{
    private readonly TestHierarchy _hierarchy = new();

    [Fact]
    public void Of_RegionalIntermediate_SaysEverythingInWords()
    {
        var description = CertificateDescription.Of(_hierarchy.UsAuthority.Certificate);

        description.Subject.ShouldBe("CN=us.mesh.example mesh CA g1, O=us.mesh.example");
        description.Issuer.ShouldBe("CN=test root, O=example");
        description.Key.ShouldBe("ECDSA P-256");
        description.Role.ShouldBe("CA, path length 0");
        description.Usages.ShouldBe(["keyCertSign", "cRLSign"]);
        description.AlternativeNames.ShouldBe(["URI spiffe://us.mesh.example"]);
        description.Constraints.ShouldBe(
            ["only URIs of us.mesh.example", "only DNS names in svc or svc.cluster.local", "no IP addresses in all of IPv4 or all of IPv6"]);
        description.NotBefore.ShouldBe(TestHierarchy.IntermediateLife.NotBefore);
        description.NotAfter.ShouldBe(TestHierarchy.IntermediateLife.NotAfter);
        description.Fingerprint.ShouldBe(Fingerprint.Of(_hierarchy.UsAuthority.Certificate));
    }

    [Fact]
    public void Of_Workload_SaysItsIdentity()
    {
        var description = CertificateDescription.Of(TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Us), _hierarchy.UsAuthority));

        description.Subject.ShouldBeEmpty();
        description.Role.ShouldBe("end entity");
        description.Usages.ShouldBe(["digitalSignature", "serverAuth", "clientAuth"]);
        description.AlternativeNames.ShouldBe(["URI spiffe://us.mesh.example/ns/shop/sa/orders"]);
        description.Constraints.ShouldBeEmpty();
    }
}
