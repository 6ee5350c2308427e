using Manifests.Reading;
using Policies;
using Policies.Model;
using Policies.Rules;
using Shouldly;
using Xunit;

namespace Tests.Policies.StepCa;

/// <summary>Several step-ca's in one input: an issuer is held to the one that its URL calls.</summary>
public sealed class SeveralStepCasTests
{
    private const string Plant = "https://step-certificates.plant.svc.cluster.local";

    [Theory]
    [InlineData("named", "own", "", "")]
    [InlineData("named", "other", "MTLS682", "")]
    [InlineData("placed", "own", "", "")]
    [InlineData("placed", "other", "MTLS682", "")]
    public void Provisioner_IsLookedForInTheCalledOne(string known, string provisioner, string code, string life) =>
        Codes(Plant, provisioner, life, Authority("plant", "own", known == "named"), Authority("office", "other", known == "named")).ShouldBe(code);

    [Fact]
    public void Life_IsHeldToTheClaimsOfTheCalledOne()
    {
        Codes(Plant, "own", "duration: 36h", Authority("plant", "own", hasNames: true), Authority("office", "own", hasNames: true, longest: "48h")).ShouldBe("MTLS681");
        Codes(Plant, "own", "duration: 36h", Authority("plant", "own", hasNames: true, longest: "48h"), Authority("office", "own", hasNames: true)).ShouldBe("");
    }

    [Fact]
    public void Issuer_OfAStepCaThatIsNotInTheInput_IsHeldToNone() =>
        Codes("https://ca.elsewhere.example:9000", "unknown", "", Authority("plant", "own", hasNames: true), Authority("office", "other", hasNames: true)).ShouldBe("");

    [Fact]
    public void Issuer_ThatTwoMayAnswer_IsHeldToNone() =>
        Codes(Plant, "unknown", "", Authority("plant", "own", hasNames: true), Authority("plant", "other", hasNames: true, name: "second")).ShouldBe("");

    private static string Authority(string @namespace, string provisioner, bool hasNames, string longest = "24h", string name = "step-certificates-config") => $$"""
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: {{name}}, namespace: {{@namespace}} }
        data:
          ca.json: |
            {
              {{(hasNames ? $"\"dnsNames\": [\"step-certificates.{@namespace}.svc.cluster.local\"]," : "")}}
              "authority": {
                "claims": { "maxTLSCertDuration": "{{longest}}" },
                "provisioners": [{ "type": "JWK", "name": "{{provisioner}}", "key": { "kid": "one" } }]
              }
            }

        """;

    private static string Codes(string url, string provisioner, string life, params string[] authorities)
    {
        var text = $$"""
            apiVersion: certmanager.step.sm/v1beta1
            kind: StepClusterIssuer
            metadata: { name: step-ca }
            spec:
              url: {{url}}
              caBundle: ""
              provisioner: { name: {{provisioner}}, kid: one, passwordRef: { name: provisioner, namespace: plant, key: password } }
            ---
            apiVersion: cert-manager.io/v1
            kind: Certificate
            metadata: { name: orders, namespace: shop }
            spec:
              secretName: orders-tls
              dnsNames: [orders.shop.svc]
              {{life}}
              issuerRef: { name: step-ca, kind: StepClusterIssuer, group: certmanager.step.sm }

            """ + string.Concat(authorities);
        var findings = Rulebook.Check(
            new RuleInput { Fleet = new Fleet { Clusters = [ManifestInventory.Read(new ManifestReader().ReadText(text, "input.yaml").Items)] }, Today = new DateOnly(2026, 6, 1) },
            [.. Catalogue.ManifestRules.Where(rule => rule.Rule.Code is "MTLS681" or "MTLS682")]);
        return string.Join(' ', findings.Select(finding => finding.Rule.Code));
    }
}
