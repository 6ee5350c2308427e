using Components.Pki;
using Infra;
using Infra.Planning;
using Manifests;
using Manifests.Admission.V1;
using Manifests.CertManager.V1;
using Manifests.Validation;
using Manifests.Writing;
using Shouldly;
using Tests.Support;
using Tests.Trust;
using Trust;
using Trust.Hierarchy;
using Xunit;

namespace Tests.Components.Pki;

public sealed class WorkloadIssuerPoliciesTests
{
    private static readonly IReadOnlyList<KubernetesObject> Objects =
        WorkloadIssuerPolicies.For(new RegionScope(TestHierarchy.Us, DnsName.Parse("cluster.local")), "cert-manager");

    [Fact]
    public void Policies_OfARegion_AreTheGolden()
    {
        using var text = new StringWriter();
        ManifestWriter.WriteYaml(Objects.Select(policy => policy.ToNode()), text);
        Golden.Matches(text.ToString(), "components/Pki/workload-issuer-policies.golden.yaml");
    }

    [Fact]
    public void Requests_AreFiledByTheCsiDriverToo_OnlyWhereItIsInstalled()
    {
        const string driver = "system:serviceaccount:cert-manager-csi-driver:cert-manager-csi-driver";
        var withDriver = WorkloadIssuerPolicies.For(new RegionScope(TestHierarchy.Us, DnsName.Parse("cluster.local")), "cert-manager", byCsiDriver: true);

        Expressions(withDriver).ShouldContain($"request.userInfo.username in ['system:serviceaccount:cert-manager:cert-manager', '{driver}']");
        Expressions(Objects).ShouldNotContain(expression => expression.Contains(driver, StringComparison.Ordinal));
        withDriver.ShouldAllBe(policy => SchemaValidator.Validate(policy).Count == 0);

        static IEnumerable<string> Expressions(IEnumerable<KubernetesObject> objects) =>
            objects.OfType<ValidatingAdmissionPolicy>().SelectMany(policy => policy.Spec!.Validations!).Select(validation => validation.Expression);
    }

    [Fact]
    public void Policies_FollowTheirSchemas_AndAreAllBound()
    {
        Objects.ShouldAllBe(policy => SchemaValidator.Validate(policy).Count == 0);
        Objects.OfType<ValidatingAdmissionPolicyBinding>().Select(binding => binding.Spec.PolicyName)
            .ShouldBe(Objects.OfType<ValidatingAdmissionPolicy>().Select(policy => policy.Metadata.Name!));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    [InlineData("homelab")]
    public void Certificates_OfAShippedStack_AskForWhatThePoliciesAllow(string stack)
    {
        var intent = IntentReader.FromStack(Repository.Root, stack, new DateOnly(2026, 9, 1)).Intent.ShouldNotBeNull();
        foreach (var region in EnvironmentPlan.From(intent).Regions)
        {
            region.Manifests.OfType<ValidatingAdmissionPolicy>().Count(IsOfThisIssuer).ShouldBe(2);
            foreach (var certificate in region.Manifests.OfType<Certificate>().Where(certificate => certificate.Spec!.IssuerRef.Name == WorkloadIssuer.Name))
            {
                AsksForOwnNames(certificate, region.Intent.Region.TrustDomain.Name).ShouldBeTrue(certificate.Metadata.Name);
            }
        }
    }

    private static bool IsOfThisIssuer(ValidatingAdmissionPolicy policy) => policy.Metadata.Name!.StartsWith(WorkloadIssuer.Name, StringComparison.Ordinal);

    /// <summary>What the CEL expressions of the golden say.</summary>
    private static bool AsksForOwnNames(Certificate certificate, string trustDomain)
    {
        var (spec, own) = (certificate.Spec!, certificate.Metadata.Namespace);
        return (spec.Uris ?? []).All(name => name.StartsWith($"spiffe://{trustDomain}/ns/{own}/sa/", StringComparison.Ordinal))
            && (spec.DnsNames ?? []).All(name => name.EndsWith($".{own}.svc", StringComparison.Ordinal) || name.EndsWith($".{own}.svc.cluster.local", StringComparison.Ordinal))
            && (spec.Subject?.Organizations ?? []).All(name => name == trustDomain)
            && (spec.Subject?.OrganizationalUnits ?? []).All(name => name == own)
            && spec is { EmailAddresses: null, IpAddresses: null, OtherNames: null, LiteralSubject: null, IsCA: null };
    }
}
