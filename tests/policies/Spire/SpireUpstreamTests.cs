using FsCheck;
using FsCheck.Fluent;
using Manifests.Reading;
using Policies;
using Policies.Model;
using Policies.Rules;
using Policies.Rules.Spire;
using Shouldly;
using Tests.Components.Workloads;
using Xunit;

namespace Tests.Policies.Spire;

/// <summary>Where SPIRE has its CA from, in the forms of users' files, beyond the cases of the pages.</summary>
public sealed class SpireUpstreamTests
{
    private const string Issuer = "apiVersion: cert-manager.io/v1\nkind: Issuer\nmetadata: { name: spire-ca, namespace: spire }\nspec: ";

    [Theory]
    [InlineData("issuer_name = \"spire-ca\"", Issuer + "{ ca: { secretName: spire-ca } }", null)]
    [InlineData("issuer_name = \"spire-ca\"\nissuer_kind = \"ClusterIssuer\"", Issuer + "{ ca: { secretName: spire-ca } }", "there is no ClusterIssuer spire-ca")]
    [InlineData("issuer_name = \"spier-ca\"", Issuer + "{ ca: { secretName: spire-ca } }", "there is no Issuer spier-ca in namespace spire")]
    [InlineData("issuer_name = \"spire-ca\"", Issuer + "{ selfSigned: {} }", "is selfSigned")]
    [InlineData("issuer_name = \"spire-ca\"\nissuer_group = \"awspca.cert-manager.io\"", Issuer + "{ selfSigned: {} }", null)]
    [InlineData("issuer_name = \"spire-ca\"", "apiVersion: v1\nkind: Namespace\nmetadata: { name: spire }", null)]
    [InlineData("issuer_name = \"spire-ca\"", Issuer + "{ ca: { secretName: spire-ca } }\n---\napiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: ca, namespace: spire }\nspec: { secretName: spire-ca, commonName: ca, issuerRef: { name: root } }", "is no CA (isCA)")]
    [InlineData("issuer_name = \"spire-ca\"", Issuer + "{ ca: { secretName: spire-ca } }\n---\napiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: ca, namespace: spire }\nspec: { secretName: spire-ca, isCA: true, nameConstraints: { excluded: { uriDomains: [.example] } }, commonName: ca, issuerRef: { name: root } }", "may not sign for plant.example")]
    [InlineData("issuer_name = \"spire-ca\"", Issuer + "{ ca: { secretName: spire-ca } }\n---\napiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: ca, namespace: spire }\nspec: { secretName: spire-ca, isCA: true, nameConstraints: { permitted: { uriDomains: [.example] } }, commonName: ca, issuerRef: { name: root } }", null)]
    public void CertManager_AsUpstream_HasToBeAbleToSign(string plugin, string others, string? problem)
    {
        var file = $"server {{ trust_domain = \"plant.example\" }}\nplugins {{ UpstreamAuthority \"cert-manager\" {{ plugin_data {{\nnamespace = \"spire\"\n{plugin}\n}} }} }}\n";
        var found = Messages("MTLS622", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: spire-server, namespace: spire }}\ndata:\n  server.conf: |\n{Indented(file)}---\n{others}\n");

        if (problem is null)
        {
            found.ShouldBeEmpty();
        }
        else
        {
            found.ShouldHaveSingleItem().ShouldContain(problem);
        }
    }

    [Fact]
    public void Disk_WithACertificateThatIsNoCaOrNoRoot_IsFound()
    {
        using var authority = new TestAuthority();
        using var leaf = authority.Issue(ServerIntents.ClientCertificate("orders", ServerIntents.Us, ServerIntents.Nats(4222)), ServerIntents.Us);

        Messages("MTLS622", Disk(leaf.ChainPem, "")).ShouldHaveSingleItem().ShouldContain("is no CA");
        Messages("MTLS622", Disk(authority.RootPem, "")).ShouldBeEmpty();
        var intermediate = leaf.ChainPem[leaf.ChainPem.LastIndexOf("-----BEGIN", StringComparison.Ordinal)..];
        Messages("MTLS622", Disk(intermediate, "")).ShouldHaveSingleItem().ShouldContain("is no root, and no bundle says which is");
        Messages("MTLS622", Disk(intermediate, "in the Secret")).ShouldBeEmpty();
    }

    [Fact]
    public void Hcl_OfAnyText_IsReadOrRefusedAndNeverFails() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements("a", "b {", "}", "{", "\"", "\\", "= ", "[", "]", ",", "#", "/*", "*/", "//", "\n", " ", "1", "true", "\"x\"", "é").ListOf().ToArbitrary(),
        parts => { HclText.Parse(string.Concat(parts)); }));

    [Fact]
    public void Hcl_OfNestedBlocks_StopsInTime() => HclText.Parse(string.Concat(Enumerable.Repeat("a {", 10_000))).ShouldBeNull();

    [Fact]
    public void Hcl_HasTheNestingOfTheJsonForm()
    {
        var hcl = HclText.Parse(
            """
            # SPIRE
            server { trust_domain = "plant.example", port = 8081 ca_subject = { country = ["DE", "AT"] } } // one line
            plugins {
              NodeAttestor "k8s_psat" { plugin_data { enabled = true } }
              NodeAttestor "join_token" { plugin_data {} }
              /* KeyManager "memory" {} */
              KeyManager "disk" { plugin_data { keys_path = "/run/\"spire\"" } }
            }
            """);
        var json = new ManifestReader().ReadText(
            """
            { server: { trust_domain: plant.example, port: 8081, ca_subject: { country: [DE, AT] } },
              plugins: { NodeAttestor: { k8s_psat: { plugin_data: { enabled: true } }, join_token: { plugin_data: {} } }, KeyManager: { disk: { plugin_data: { keys_path: '/run/"spire"' } } } } }
            """,
            "json").Items.Single();

        hcl.ShouldNotBeNull().Equals(json).ShouldBeTrue();
    }

    private static string Disk(string certificate, string bundle) =>
        $"apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {{ name: spire, namespace: spire-server }}\nspec:\n  chart: {{ spec: {{ chart: spire }} }}\n"
        + $"  values: {{ global: {{ spire: {{ trustDomain: us.mesh.example }} }}, spire-server: {{ upstreamAuthority: {{ disk: {{ enabled: true, secret: {{ create: false, data: {{ bundle: \"{bundle}\" }} }} }} }} }} }}\n"
        + $"---\napiVersion: v1\nkind: Secret\nmetadata: {{ name: spiffe-upstream-ca, namespace: spire-server }}\nstringData:\n  tls.crt: |\n{Indented(certificate)}";

    private static string Indented(string text) => string.Concat(text.TrimEnd('\n').Split('\n').Select(line => $"    {line}\n"));

    private static IReadOnlyList<string> Messages(string code, string text) =>
    [
        .. Rulebook.Check(
            new RuleInput { Fleet = new Fleet { Clusters = [ManifestInventory.Read(new ManifestReader().ReadText(text, "input.yaml").Items)] }, Today = new DateOnly(2026, 6, 1) },
            [Catalogue.ManifestRules.Single(rule => rule.Rule.Code == code)]).Select(finding => finding.Message),
    ];
}
