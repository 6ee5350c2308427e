using Manifests.Reading;
using Policies;
using Policies.Model;
using Policies.Rules;
using Policies.Rules.Approval;
using Shouldly;
using Xunit;

namespace Tests.Policies.Approval;

/// <summary>Who approves requests for certificates, in the forms of users' files, beyond the cases of the pages.</summary>
public sealed class ApprovalRulesTests
{
    private const string Certificate = """
        apiVersion: cert-manager.io/v1
        kind: Certificate
        metadata: { name: cart, namespace: shop }
        spec: { secretName: cart, issuerRef: { name: services }, dnsNames: [cart.shop.svc] }

        """;

    private const string IstioCsr = """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: csr, namespace: cert-manager }
        spec:
          chart: { spec: { chart: cert-manager-istio-csr, version: v0.17.0 } }
          values: { app: { certmanager: { namespace: istio-system, issuer: { name: mesh, kind: Issuer } } } }

        """;

    [Theory]
    [InlineData("allowed: { dnsNames: { values: ['*'] } }, selector: { issuerRef: {} }", null)]
    [InlineData("allowed: { dnsNames: { values: ['cart.*.svc'] } }, selector: { issuerRef: { name: serv*, kind: Issuer, group: cert-manager.io } }", null)]
    [InlineData("allowed: { dnsNames: { validations: [{ rule: 'false' }] } }, selector: { issuerRef: {} }", null)]
    [InlineData("allowed: { dnsNames: { values: ['*.svc'], required: true }, commonName: { required: true, value: '*' } }, selector: { issuerRef: {} }", "requires one common name")]
    [InlineData("allowed: { dnsNames: { values: ['*.shop'] } }, selector: { issuerRef: {} }", "does not allow the DNS name cart.shop.svc, so the request is denied")]
    [InlineData("selector: { issuerRef: {} }", "does not allow the DNS name cart.shop.svc")]
    [InlineData("allowed: { dnsNames: { values: ['*'] } }, constraints: { maxDuration: 2160h }, selector: { issuerRef: {} }", "refuses what states no duration")]
    [InlineData("allowed: { dnsNames: { values: ['*'] } }, constraints: { privateKey: { minSize: 3072 } }, selector: { issuerRef: {} }", "the key RSA 2048 (cert-manager's default)")]
    [InlineData("allowed: { dnsNames: { values: ['*'] } }, selector: { issuerRef: { kind: ClusterIssuer } }", "no CertificateRequestPolicy is for requests to Issuer services in namespace shop, so the request waits")]
    [InlineData("allowed: { dnsNames: { values: ['*'] } }, selector: { namespace: { matchNames: [shops] } }", "no CertificateRequestPolicy is for")]
    [InlineData("allowed: { dnsNames: { values: ['*'] } }, selector: { namespace: { matchLabels: { team: web } } }", null)]
    public void Certificate_UnderAPolicy_IsApprovedOrNot(string policy, string? problem) => Is(problem, Certificate + Policy(policy));

    [Fact]
    public void Labels_OfADeclaredNamespace_AreCompared()
    {
        var files = Certificate + Policy("allowed: { dnsNames: { values: ['*'] } }, selector: { namespace: { matchLabels: { team: web } } }");

        Is("no CertificateRequestPolicy is for", $"{files}---\napiVersion: v1\nkind: Namespace\nmetadata: {{ name: shop, labels: {{ team: data }} }}\n");
        Is(null, $"{files}---\napiVersion: v1\nkind: Namespace\nmetadata: {{ name: shop, labels: {{ team: web }} }}\n");
    }

    [Theory]
    [InlineData("ClusterRole", "ClusterRoleBinding", "kind: ServiceAccount, name: cert-manager, namespace: security", "use", true)]
    [InlineData("ClusterRole", "ClusterRoleBinding", "kind: ServiceAccount, name: pki-cert-manager, namespace: pki", "'*'", true)]
    [InlineData("ClusterRole", "ClusterRoleBinding", "kind: Group, name: 'system:authenticated'", "use", true)]
    [InlineData("ClusterRole", "ClusterRoleBinding", "kind: Group, name: 'system:serviceaccounts:cert-manager'", "use", true)]
    [InlineData("ClusterRole", "ClusterRoleBinding", "kind: User, name: 'system:serviceaccount:cert-manager:cert-manager'", "use", true)]
    [InlineData("ClusterRole", "ClusterRoleBinding", "kind: ServiceAccount, name: developer, namespace: shop", "use", false)]
    [InlineData("ClusterRole", "ClusterRoleBinding", "kind: ServiceAccount, name: cert-manager, namespace: cert-manager", "get", false)]
    [InlineData("ClusterRole", "RoleBinding", "kind: ServiceAccount, name: cert-manager, namespace: cert-manager", "use", true)]
    [InlineData("Role", "RoleBinding", "kind: ServiceAccount, name: cert-manager, namespace: cert-manager", "use", true)]
    public void Requester_WithOrWithoutTheRight_IsHeldToIt(string role, string binding, string subject, string verb, bool mayUse)
    {
        // A second role makes sure that the input says who may use policies.
        var files = $$"""
            {{Certificate}}{{Policy("allowed: { dnsNames: { values: ['*'] } }, selector: { issuerRef: {} }")}}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: other }
            rules: [{ apiGroups: [policy.cert-manager.io], resources: [certificaterequestpolicies], resourceNames: [other], verbs: [use] }]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: {{role}}
            metadata: { name: requester{{(role == "Role" ? ", namespace: shop" : "")}} }
            rules: [{ apiGroups: [policy.cert-manager.io], resources: [certificaterequestpolicies], verbs: [{{verb}}] }]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: {{binding}}
            metadata: { name: requester{{(binding == "RoleBinding" ? ", namespace: shop" : "")}} }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: {{role}}, name: requester }
            subjects: [{ {{subject}} }]

            """;

        Is(mayUse ? null : "cert-manager's service account may not use it (RBAC, verb use), so the request waits", files);
    }

    [Theory]
    [InlineData("*,-certificaterequests-approver", "cert-manager approves nothing by itself, and the input has no CertificateRequestPolicy, so Certificate shop/cart waits for ever")]
    [InlineData("*", null)]
    public void CertManager_WithoutItsApproverAndWithoutPolicies_ApprovesNothing(string controllers, string? problem) => Is(problem, $$"""
        {{Certificate}}---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: cert-manager, namespace: cert-manager }
        spec:
          selector: { matchLabels: { app: cert-manager } }
          template:
            metadata: { labels: { app: cert-manager } }
            spec:
              serviceAccountName: cert-manager
              containers: [{ name: controller, image: "quay.io/jetstack/cert-manager-controller:v1.21.1", args: ["--controllers={{controllers}}"] }]

        """);

    [Fact]
    public void IstioCsr_WithoutAPolicyForItsIssuer_WaitsForEver()
    {
        Is("requests to Issuer mesh in namespace istio-system", IstioCsr + Policy("selector: { namespace: { matchNames: [shop] } }"));
        Is(null, IstioCsr + Policy("selector: { namespace: { matchNames: [istio-system] } }"));
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a*b*c", "aXbYc", true)]
    [InlineData("a*b*c", "abc", true)]
    [InlineData("a*b*c", "acb", false)]
    [InlineData("a*a", "a", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("*\n", "a\n", true)]
    [InlineData("a", "a\n", false)]
    public void Wildcard_IsApproverPolicys(string pattern, string text, bool matches) => Wildcard.Matches(pattern, text).ShouldBe(matches);

    private static string Policy(string spec) =>
        $"---\napiVersion: policy.cert-manager.io/v1alpha1\nkind: CertificateRequestPolicy\nmetadata: {{ name: shop }}\nspec: {{ {spec} }}\n";

    private static void Is(string? problem, string files)
    {
        var findings = Rulebook.Check(
            new RuleInput { Fleet = new Fleet { Clusters = [ManifestInventory.Read(new ManifestReader().ReadText(files, "files.yaml").Items)] }, Today = new DateOnly(2026, 6, 1) },
            [Catalogue.ManifestRules.Single(rule => rule.Rule.Code == "MTLS698")]);
        if (problem is null)
        {
            findings.ShouldBeEmpty();
        }
        else
        {
            findings.ShouldHaveSingleItem().Message.ShouldContain(problem);
        }
    }
}
