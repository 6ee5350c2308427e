using System.Text.Json;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Manifests;
using Manifests.Writing;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Hermetic;

public sealed class HermeticRunTests
{
    public static TheoryData<string> Stacks { get; } = ["dev", "staging", "prod", "homelab", "flexstack", "ambient", "canary", "linkerd-lab", "atlas", "spire"];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Run_OfAShippedStack_RegistersEveryPlannedObject(string stack)
    {
        var plan = Plan(stack);

        var run = await HermeticRun.OfAsync(plan);

        var registered = run.Objects.ToLookup(found => (found.Region, Id(found.Manifest)));
        foreach (var region in plan.Regions)
        {
            foreach (var manifest in region.Manifests.Select(manifest => manifest.ToNode()))
            {
                ManifestWriter.WriteYaml(registered[(region.Name, Id(manifest))].ShouldHaveSingleItem().Manifest).ShouldBe(ManifestWriter.WriteYaml(manifest));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Run_OfAShippedStack_RegistersBesidesThePlanOnlyWhatHoldsEngineValues(string stack)
    {
        var plan = Plan(stack);

        var run = await HermeticRun.OfAsync(plan);

        var planned = plan.Regions.SelectMany(region => region.Manifests.Select(manifest => (region.Name, Id(manifest.ToNode())))).ToHashSet();
        run.Objects.Where(found => !planned.Contains((found.Region, Id(found.Manifest))))
            .Select(found => found.Type).Distinct().Order()
            .ShouldBe(
            [
                // autocert's is checked by the roots; the issuer names the thumbprint of a key, too.
                .. stack == "flexstack"
                    ? ["kubernetes:admissionregistration.k8s.io/v1:MutatingWebhookConfiguration", "kubernetes:certmanager.step.sm/v1beta1:StepClusterIssuer"]
                    : (string[])[],
                "kubernetes:core/v1:ConfigMap",
                "kubernetes:core/v1:Secret",
                // Holds the other region's roots.
                .. stack == "spire" ? ["kubernetes:spire.spiffe.io/v1alpha1:ClusterFederatedTrustDomain"] : (string[])[],
            ]);
    }

    [Fact]
    public async Task Run_Twice_GivesTheSameBytes()
    {
        var first = Text(await HermeticRun.OfAsync(Plan("prod")));
        var second = Text(await HermeticRun.OfAsync(Plan("prod")));

        second.ShouldBe(first);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Run_RecordsNoSecret(string stack)
    {
        var run = await HermeticRun.OfAsync(Plan(stack));

        Text(run).ShouldNotContain("PRIVATE KEY");
        run.Objects.Where(found => found.IsSecret).ShouldNotBeEmpty();
        foreach (var secret in run.Objects.Where(found => found.IsSecret))
        {
            secret.Manifest.Where(field => field.Key is "data" or "stringData").SelectMany(field => (MapNode)field.Value).ShouldAllBe(entry => ((ScalarNode)entry.Value).AsString == SecretKinds.Redacted);
        }
    }

    private static EnvironmentPlan Plan(string stack) =>
        EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, stack, new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull());

    private static string Id(MapNode manifest) =>
        $"{manifest["kind"]} {manifest["metadata"].ShouldBeOfType<MapNode>()["namespace"]}/{((MapNode)manifest["metadata"]!)["name"]}";

    private static string Text(HermeticRun run) => string.Join('\n',
    [
        .. run.Components.Select(component => component.ToString()),
        .. run.Objects.Select(found => $"{found.Region} {found.Component} {found.Type} {found.Name} {ManifestWriter.WriteJson(found.Manifest)}"),
        .. run.Releases.Select(release => $"{release.Region} {release.Component} {release.Name} {ManifestWriter.WriteJson(release.Inputs)}"),
        .. run.Outputs.Select(output => $"{output.Key} {JsonSerializer.Serialize(output.Value)}"),
    ]);
}
