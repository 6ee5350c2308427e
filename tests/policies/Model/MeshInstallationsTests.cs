using System.Text;
using Infra;
using Infra.Planning;
using Manifests.Reading;
using Policies;
using Policies.Model;
using Policies.Rules;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Infra.Planning;
using Tests.Support;
using Xunit;

namespace Tests.Policies.Model;

/// <summary>The mesh's settings are found wherever istiod gets them from, and rules name that place.</summary>
public sealed class MeshInstallationsTests
{
    private const string Config = "trustDomain: eu.example, enableAutoMtls: false, caCertificates: [{ trustDomains: [us.example] }], trustDomainAliases: [us.example]";
    private const string TrustDomainUnchecked = "PILOT_SKIP_VALIDATE_TRUST_DOMAIN";

    public static TheoryData<string, string, string, string> Sources => new()
    {
        {
            "HelmRelease mesh/istiod",
            "spec.values.meshConfig.enableAutoMtls",
            "spec.values.env",
            $$"""
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: { name: istiod, namespace: mesh }
            spec:
              targetNamespace: istio-system
              chart: { spec: { chart: istiod } }
              values: { env: { {{TrustDomainUnchecked}}: "true" }, meshConfig: { {{Config}} } }
            """
        },
        {
            "Application argocd/mesh",
            "spec.sources[1].helm.valuesObject.meshConfig.enableAutoMtls",
            "spec.sources[1].helm.valuesObject.pilot.env",
            $$"""
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: { name: mesh, namespace: argocd }
            spec:
              destination: { namespace: istio-system }
              sources:
                - { chart: base }
                - { chart: istiod, helm: { valuesObject: { pilot: { env: { {{TrustDomainUnchecked}}: true } }, meshConfig: { {{Config}} } } } }
            """
        },
        {
            "Application argocd/mesh",
            "spec.source.helm.values",
            "spec.source.helm.values",
            $$"""
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: { name: mesh, namespace: argocd }
            spec:
              destination: { namespace: istio-system }
              source:
                chart: istiod
                helm:
                  values: |
                    env: { {{TrustDomainUnchecked}}: "1" }
                    meshConfig: { {{Config}} }
            """
        },
        {
            "IstioOperator istio-system/mesh",
            "spec.meshConfig.enableAutoMtls",
            "spec.components.pilot.k8s.env",
            $$"""
            apiVersion: install.istio.io/v1alpha1
            kind: IstioOperator
            metadata: { name: mesh, namespace: istio-system }
            spec:
              components: { pilot: { k8s: { env: [{ name: {{TrustDomainUnchecked}}, value: "true" }] } } }
              meshConfig: { {{Config}} }
            """
        },
        {
            "Istio default",
            "spec.values.meshConfig.enableAutoMtls",
            "spec.values.pilot.env",
            $$"""
            apiVersion: sailoperator.io/v1
            kind: Istio
            metadata: { name: default }
            spec: { namespace: istio-system, values: { pilot: { env: { {{TrustDomainUnchecked}}: "t" } }, meshConfig: { {{Config}} } } }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void Rules_OverMeshOfAnyInstaller_NameTheFieldInIt(string subject, string config, string environment, string text)
    {
        var findings = Rulebook.Check(new RuleInput { Fleet = FleetOf(text), Today = new DateOnly(2026, 6, 1) });

        Fields(findings, "MTLS210").ShouldBe([$"{subject} {config}"]);
        Fields(findings, "MTLS188").ShouldBe([$"{subject} {environment}"]);
        Fields(findings, "MTLS187").ShouldHaveSingleItem().ShouldContain("us.example");
        Fields(findings, "MTLS186").Count.ShouldBe(2);
        findings.ShouldAllBe(finding => finding.Source!.Line > 0);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Inventory_OfMeshOfAnyInstaller_HasItsSettings(string subject, string config, string environment, string text)
    {
        var cluster = FleetOf(text).Clusters[0];

        var installation = cluster.Installations.ShouldHaveSingleItem();
        (installation.Subject.ToString(), installation.FieldOf("enableAutoMtls"), installation.ControlPlane!.Field).ShouldBe((subject, config, environment));
        cluster.Mesh.TrustDomain.ShouldBe("eu.example");
        cluster.Mesh.RootNamespace.ShouldBe("istio-system");
        cluster.Mesh.EnableAutoMtls.ShouldBeFalse();
        cluster.Mesh.SkipsTrustDomainValidation.ShouldBeTrue();
    }

    [Fact]
    public void Inventory_OfOtherCharts_HasNoInstallation() => FleetOf("""
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: web, namespace: shop }
        spec: { chart: { spec: { chart: web } }, values: { meshConfig: { trustDomain: a } } }
        """).Clusters[0].Installations.ShouldBeEmpty();

    [Theory]
    [InlineData("prod", 2)]
    [InlineData("canary", 2)]
    public void PlanFleet_HasTheReleasesOfIstiod(string stack, int count)
    {
        var reading = IntentReader.FromText(stack, $"{stack}.yaml", Encoding.UTF8.GetBytes(StackText.Of(stack)), new DateOnly(2026, 11, 21));
        var fleet = PlanFleet.Of(EnvironmentPlan.From(reading.Intent!));

        var installations = fleet.Clusters.SelectMany(cluster => cluster.Installations).ToList();
        installations.Count.ShouldBe(count);
        installations.ShouldAllBe(installation => installation.Subject.Kind == "Release" && installation.ControlPlane!.IsOn("ISTIO_MULTIROOT_MESH"));
        fleet.Clusters.ShouldAllBe(cluster => cluster.Mesh.TrustDomain == cluster.Installations[0].Settings.TrustDomain);
    }

    [Fact]
    public async Task Check_OfRenderedTreeWithAnotherChartValue_NamesItsFile()
    {
        using var folder = new TemporaryFolder();
        (await CliRun.OfAsync("render", "dev", "-o", folder.Path)).ExitCode.ShouldBe(0);
        var values = Path.Combine(folder.Path, "local", "_helm", "istiod.yaml");
        (await CliRun.OfAsync("check", "-f", folder.Path)).ExitCode.ShouldBe(0);

        await File.WriteAllTextAsync(values, (await File.ReadAllTextAsync(values)).Replace("enableAutoMtls: true", "enableAutoMtls: false", StringComparison.Ordinal));
        var run = await CliRun.OfAsync("check", "-f", folder.Path);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("MTLS210");
        run.Output.ShouldContain("_helm/istiod.yaml");
        run.Output.ShouldContain("meshConfig.enableAutoMtls");
    }

    private static Fleet FleetOf(string text)
    {
        var result = new ManifestReader().ReadText(text + "\n", "mesh.yaml");
        result.Errors.ShouldBeEmpty();
        return new Fleet { Clusters = [ManifestInventory.Read(result.Items)] };
    }

    private static IReadOnlyList<string> Fields(IReadOnlyList<Finding> findings, string code) =>
        [.. findings.Where(finding => finding.Rule.Code == code).Select(finding => code == "MTLS187" ? finding.Message : $"{finding.Subject} {finding.Field}")];
}
