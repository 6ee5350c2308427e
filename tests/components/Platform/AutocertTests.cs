using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Components.Intent;
using Components.Platform;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Manifests;
using Manifests.Apps.V1;
using Manifests.Core.V1;
using Manifests.Networking.V1;
using Manifests.Rbac.V1;
using Manifests.Reading;
using Manifests.Validation;
using Manifests.Writing;
using Policies.Model;
using Policies.Symbolic.Intent;
using Shouldly;
using Tests.Components.Guards;
using Tests.Support;
using Xunit;

namespace Tests.Components.Platform;

/// <summary>autocert as the stack <c>flexstack</c> makes it, for one namespace.</summary>
public sealed class AutocertTests
{
    private const string Ours = "flexstack-batch";

    private static readonly RegionPlan Plan = EnvironmentPlan.From(
        IntentReader.FromStack(Repository.Root, "flexstack", new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull()).Regions.Single();

    private static readonly IReadOnlyList<KubernetesObject> Objects = AutocertManifests.For(Plan.Intent, Plan.Platform, Plan.Beside("step"));

    private static readonly AdmissionServer Server = new(Objects);

    [Fact]
    public void Manifests_AreTheGolden() => ManifestGolden.Matches(
        [.. Objects, AutocertWebhook.For([Ours], "bundle")], "components/Platform/goldens/autocert.yaml");

    [Fact]
    public void Manifests_FollowTheirSchemas() =>
        Objects.Append(AutocertWebhook.For([Ours], "bundle")).ShouldAllBe(manifest => SchemaValidator.Validate(manifest).Count == 0);

    [Fact]
    public void Manifests_OfARegionWithoutItsNamespace_AreNone()
    {
        var elsewhere = Plan.Intent with { Namespaces = [.. Plan.Intent.Namespaces.Where(own => !own.Autocert)] };

        AutocertManifests.For(elsewhere, Plan.Platform, Plan.Beside("step")).ShouldBeEmpty();
        PlatformNamespaceManifests.For(elsewhere, Plan.Platform).ShouldNotContain(own => own.Metadata.Name == "autocert");
    }

    [Fact]
    public void Rights_AreToMakeAndRemoveSecretsOfItsNamespacesOnly()
    {
        Objects.OfType<Role>().Single().Metadata.Namespace.ShouldBe(Ours);
        Objects.OfType<Role>().Single().Rules!.Single().Verbs.ShouldBe(["create", "delete"]);
        Objects.OfType<ClusterRole>().ShouldBeEmpty();
    }

    [Fact]
    public void Containers_ThatItPutsIntoPods_AreAdmittedWherePodSecurityIsRestricted()
    {
        var text = Objects.OfType<ConfigMap>().Single().Data!["config.yaml"];
        var configuration = new ManifestReader().ReadText(text, "config.yaml").Items.Single();
        foreach (var role in (string[])["bootstrapper", "renewer"])
        {
            var container = Container.FromNode((MapNode)configuration[role]!);
            container.SecurityContext!.RunAsNonRoot.ShouldBe(true);
            container.SecurityContext.AllowPrivilegeEscalation.ShouldBe(false);
            container.SecurityContext.Capabilities!.Drop.ShouldBe(["ALL"]);
            container.SecurityContext.SeccompProfile!.Type.ShouldBe("RuntimeDefault");
        }

        Plan.Intent.Namespaces.Single(own => own.Name == Ours).PodSecurity.ShouldBe(PodSecurityLevel.Restricted);
    }

    [Theory]
    [InlineData("autocert.step.sm/name: reports.flexstack-batch.svc.cluster.local", null)]
    [InlineData("autocert.step.sm/name: reports.flexstack-batch.svc", null)]
    [InlineData("autocert.step.sm/name: reports-0.reports.flexstack-batch.svc, autocert.step.sm/duration: 1h30m, autocert.step.sm/mode: '0400'", null)]
    [InlineData("other: annotation", null)]
    [InlineData("autocert.step.sm/name: ledger.finance", "must end in .<this namespace>.svc")]
    [InlineData("autocert.step.sm/name: pricing.flexstack-data.svc.cluster.local", "must end in .<this namespace>.svc")]
    [InlineData("autocert.step.sm/name: bank.example.com", "must end in .<this namespace>.svc")]
    [InlineData("autocert.step.sm/name: 'spiffe://mesh.flexstack.example/ns/flexstack-batch/sa/x'", "must end in .<this namespace>.svc")]
    [InlineData("autocert.step.sm/name: '--root /tmp/x.flexstack-batch.svc'", "must end in .<this namespace>.svc")]
    [InlineData(
        "autocert.step.sm/name: reports.flexstack-batch.svc, autocert.step.sm/sans: 'reports.flexstack-batch.svc,pricing.flexstack-data.svc'",
        "must end in .<this namespace>.svc")]
    [InlineData("autocert.step.sm/name: reports.flexstack-batch.svc, autocert.step.sm/duration: 1h --san x", "must be a duration")]
    [InlineData("autocert.step.sm/name: reports.flexstack-batch.svc, autocert.step.sm/owner: '999:999'", "has no effect")]
    public void Pod_IsAdmitted_WithNamesOfItsNamespaceOnly(string annotations, string? refusal)
    {
        var answers = Server.Review(AdmissionRequest.Yaml(
            $"{{ apiVersion: v1, kind: Pod, metadata: {{ name: p, namespace: {Ours}, annotations: {{ {annotations} }} }}, spec: {{ containers: [] }} }}")).Single();

        if (refusal is null)
        {
            answers.ShouldBeEmpty();
        }
        else
        {
            answers.ShouldHaveSingleItem().ShouldContain(refusal);
        }
    }

    [Theory]
    [InlineData("reports.flexstack-batch.svc", true)]
    [InlineData("a.reports.flexstack-batch.svc.cluster.local", true)]
    [InlineData("autocert.autocert.svc", true)]
    [InlineData("pricing.flexstack-data.svc.cluster.local", false)]
    [InlineData("flexstack-batch.svc", false)]
    [InlineData("reports.flexstack-batch.svc.example.com", false)]
    [InlineData("other.autocert.svc", false)]
    [InlineData("*.flexstack-batch.svc", false)]
    public async Task Provisioner_OfItsOwn_SignsNamesOfItsNamespacesOnly(string name, bool isSigned)
    {
        var provisioners = (await SecretsAsync())["step-certificates-config"]["ca.json"]!.AsObject()["authority"]!["provisioners"]!.AsArray();
        var template = (string)provisioners[1]!["options"]!["x509"]!["template"]!;

        provisioners.Select(provisioner => (string)provisioner!["name"]!).ShouldBe(["cert-manager", "autocert"]);
        provisioners.Select(provisioner => (string)provisioner!["key"]!["kid"]!).Distinct().Count().ShouldBe(2);
        template.ShouldContain("ne .Type \"dns\"");
        template.ShouldContain("\"subject\": {}");
        Regex.IsMatch(name, Regex.Match(template, "regexMatch \"([^\"]+)\"").Groups[1].Value).ShouldBe(isSigned);
    }

    [Fact]
    public async Task Run_PrintsNoPassword_AndGivesEachProvisionerItsOwn()
    {
        var recorded = new RecordedSecrets();
        var run = await HermeticRun.OfAsync(EnvironmentPlan.From(
            IntentReader.FromStack(Repository.Root, "flexstack", new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull()), secrets: recorded.Add);
        var passwords = recorded.Ordered().Where(secret => Name(secret.Manifest).EndsWith("-provisioner-password", StringComparison.Ordinal))
            .Select(secret => ((ScalarNode)((MapNode)secret.Manifest["stringData"]!)["password"]!).AsString!).ToList();

        passwords.Distinct().Count().ShouldBe(2);
        run.Objects.ShouldAllBe(own => passwords.TrueForAll(password => !ManifestWriter.WriteYaml(own.Manifest).Contains(password)));
        var webhook = run.Objects.Single(own => own.Name == "main-autocert-webhook").Manifest;
        SchemaValidator.Validate(webhook).ShouldBeEmpty();
        ManifestWriter.WriteYaml(webhook).ShouldContain("caBundle: LS0t");
    }

    [Theory]
    [InlineData("autocert", "autocert")]
    [InlineData("autocert", "default-deny")]
    [InlineData(Ours, "autocert")]
    public void Proof_WithoutOneOfItsNetworkPolicies_FindsACall(string @namespace, string policy)
    {
        var less = Plan.Manifests
            .Where(manifest => manifest is not NetworkPolicy || (manifest.Metadata.Namespace, manifest.Metadata.Name) != (@namespace, policy));
        var fleet = new global::Policies.Model.Fleet { Clusters = [ManifestInventory.Read([.. less], PlanFleet.Known(Plan))] };

        var messages = IntentFindings.Of(fleet).Select(finding => finding.Message).ToList();
        messages.ShouldNotBeEmpty();
        messages.ShouldAllBe(message => message.Contains($"main/{@namespace}/", StringComparison.Ordinal));
    }

    [Fact]
    public void Controller_IsAnotherPod_WhenWhatItReadsIsAnother()
    {
        var longer = Plan.Platform with { StepCa = Plan.Platform.StepCa! with { Autocert = new() { Lifetime = TimeSpan.FromHours(1) } } };

        Annotations(longer)["mtls/configuration"].ShouldNotBe(Annotations(Plan.Platform)["mtls/configuration"]);

        ValueMap<string> Annotations(PlatformOptions platform) =>
            AutocertManifests.For(Plan.Intent, platform, Plan.Beside("step")).OfType<Deployment>().Single().Spec!.Template.Metadata!.Annotations!;
    }

    private static async Task<Dictionary<string, Dictionary<string, JsonNode?>>> SecretsAsync()
    {
        var recorded = new RecordedSecrets();
        await HermeticRun.OfAsync(EnvironmentPlan.From(
            IntentReader.FromStack(Repository.Root, "flexstack", new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull()), secrets: recorded.Add);
        return recorded.Ordered().Where(secret => Name(secret.Manifest) == "step-certificates-config").ToDictionary(
            secret => Name(secret.Manifest),
            secret => ((MapNode)secret.Manifest["stringData"]!).ToDictionary(value => value.Key, value => JsonNode.Parse(((ScalarNode)value.Value).AsString!)));
    }

    private static string Name(MapNode manifest) => ((ScalarNode)((MapNode)manifest["metadata"]!)["name"]!).AsString!;
}
