using System.Text;
using Components.Guards;
using Infra;
using Infra.Planning;
using Manifests.CertManager.V1;
using Manifests.Validation;
using Shouldly;
using Tests.Infra.Planning;
using Tests.Support;
using Xunit;

namespace Tests.Components.Guards;

public sealed class ApprovalTests
{
    public static TheoryData<string, Func<Certificate, Certificate>> Changes => new()
    {
        { "another namespace's identity", certificate => With(certificate, spec => spec with { Uris = [spec.Uris![0].Replace("/ns/", "/ns/x", StringComparison.Ordinal)] }) },
        { "another trust domain's identity", certificate => With(certificate, spec => spec with { Uris = ["spiffe://other.example/ns/" + certificate.Metadata.Namespace + "/sa/a"] }) },
        { "another namespace's DNS name", certificate => With(certificate, spec => spec with { DnsNames = ["db.elsewhere.svc"] }) },
        { "a public DNS name", certificate => With(certificate, spec => spec with { DnsNames = ["acme.example"] }) },
        { "an address", certificate => With(certificate, spec => spec with { IpAddresses = ["10.0.0.1"] }) },
        { "an e-mail address", certificate => With(certificate, spec => spec with { EmailAddresses = ["a@acme.example"] }) },
        { "another namespace's subject", certificate => With(certificate, spec => spec with { Subject = new() { OrganizationalUnits = ["elsewhere"] } }) },
        { "a country", certificate => With(certificate, spec => spec with { Subject = new() { Countries = ["DE"] } }) },
        { "a CA", certificate => With(certificate, spec => spec with { IsCA = true }) },
        { "signing", certificate => With(certificate, spec => spec with { Usages = [CertificateUsage.CertSign] }) },
        { "a longer life", certificate => With(certificate, spec => spec with { Duration = "10000h" }) },
        { "RSA", certificate => With(certificate, spec => spec with { PrivateKey = new() { Algorithm = CertificateAlgorithm.Rsa, Size = 2048 } }) },
    };

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    [InlineData("homelab")]
    [InlineData("flexstack")]
    [InlineData("atlas")]
    public void Certificates_OfAStackWithApprover_AreApproved(string stack)
    {
        foreach (var region in WithApprover(stack).Regions)
        {
            var approver = new Approver(region.Manifests);
            region.Manifests.OfType<Certificate>().ShouldAllBe(certificate => approver.Approves(certificate) == true);
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Certificate_WithWhatIsNotItsNamespaces_IsDenied(string what, Func<Certificate, Certificate> change)
    {
        foreach (var region in WithApprover("flexstack").Regions)
        {
            var approver = new Approver(region.Manifests);
            var changed = region.Manifests.OfType<Certificate>().Select(change).ToList();
            changed.ShouldNotBeEmpty();
            changed.ShouldAllBe(certificate => approver.Approves(certificate) == false, what);
        }
    }

    [Fact]
    public void Certificate_OfAnotherIssuer_IsDecidedByNobody()
    {
        var region = WithApprover("flexstack").Regions.Single();
        var certificate = With(region.Manifests.OfType<Certificate>().First(), spec => spec with { IssuerRef = new() { Name = "mine", Kind = "Issuer" } });

        new Approver(region.Manifests).Approves(certificate).ShouldBeNull();
    }

    [Fact]
    public void Policies_OfARegion_AreTheGolden()
    {
        var region = WithApprover("homelab").Regions.Single();
        var objects = ApprovalManifests.For(region.Intent, region.Platform, region.WorkloadAuthority.Scope, region.Certificates);

        objects.ShouldAllBe(policy => SchemaValidator.Validate(policy).Count == 0);
        ManifestGolden.Matches(objects, "components/Guards/approval.golden.yaml");
    }

    [Fact]
    public void Policies_WithoutApprover_AreNone()
    {
        var region = Plan(StackText.Of("prod"), "prod").Regions[0];

        ApprovalManifests.For(region.Intent, region.Platform, region.WorkloadAuthority.Scope, region.Certificates).ShouldBeEmpty();
    }

    private static EnvironmentPlan WithApprover(string stack)
    {
        var text = StackText.Of(stack);
        return Plan(
            text.Contains("approver:", StringComparison.Ordinal) ? text
                : text.Contains("  mtls:platform:\n", StringComparison.Ordinal) ? StackText.Replace(text, "  mtls:platform:\n", "  mtls:platform:\n    approver: {}\n")
                : text + "\n  mtls:platform:\n    approver: {}\n",
            stack);
    }

    private static EnvironmentPlan Plan(string text, string stack)
    {
        var reading = IntentReader.FromText(stack, $"stacks/Pulumi.{stack}.yaml", Encoding.UTF8.GetBytes(text), StackText.Today);
        return EnvironmentPlan.From(reading.Intent.ShouldNotBeNull(string.Join('\n', reading.Errors)));
    }

    private static Certificate With(Certificate certificate, Func<CertificateSpec, CertificateSpec> change) =>
        certificate with { Spec = change(certificate.Spec!) };
}
