using System.Text.Json.Nodes;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Manifests.Writing;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Policies.Pack;

/// <summary>Whole stacks, as the engine hands them over at the end of a preview.</summary>
public sealed class PolicyPackStackTests(PolicyPackProcess pack) : IClassFixture<PolicyPackProcess>
{
    [Theory]
    [InlineData("prod")]
    [InlineData("dev")]
    public async Task ShippedStack_AsTheEngineRegistersIt_PassesEveryPolicy(string stack)
    {
        var resources = await ResourcesAsync(stack);
        var each = new JsonArray([.. resources.Select(resource => PolicyPackProcess.Request("Analyze", resource.DeepClone().AsObject()))]);

        var answers = pack.Call([each, PolicyPackProcess.Request("AnalyzeStack", Stack(resources))]);

        answers[0]!.AsArray().Append(answers[1]).SelectMany(answer => answer!["response"]!["diagnostics"]!.AsArray())
            .Select(diagnostic => $"{diagnostic!["urn"]}: {diagnostic["policyName"]}: {diagnostic["message"]}").ShouldBeEmpty();
    }

    [Fact]
    public void Stack_WithAMistakeThatTakesTwoObjects_IsReportedAtTheResource()
    {
        var policy = PulumiResources.Of(Policy);

        var diagnostic = Diagnostics(policy, PulumiResources.Of(Deployment("ledgr"))).ShouldHaveSingleItem()!;

        diagnostic["policyName"]!.GetValue<string>().ShouldBe("MTLS331");
        diagnostic["enforcementLevel"]!.GetValue<string>().ShouldBe("MANDATORY");
        diagnostic["urn"]!.GetValue<string>().ShouldBe(policy["urn"]!.GetValue<string>());
        diagnostic["message"]!.GetValue<string>().ShouldStartWith("spec.selector: no pod carries app=ledger");
    }

    [Fact]
    public void Stack_WithoutTheMistake_IsSilent() =>
        Diagnostics(PulumiResources.Of(Policy), PulumiResources.Of(Deployment("ledger"))).ShouldBeEmpty();

    [Fact]
    public void Stack_WithoutAnyWorkload_SaysNothingOfWorkloads() => Diagnostics(PulumiResources.Of(Policy)).ShouldBeEmpty();

    [Fact]
    public void Clusters_OfTwoProviders_AreJudgedByThemselves() => Diagnostics(
        PulumiResources.Of(Policy, "eu"), PulumiResources.Of(Deployment("ledger"), "eu"),
        PulumiResources.Of(Policy, "us"), PulumiResources.Of(Deployment("other"), "us")).Count.ShouldBe(1);

    [Fact]
    public void Stack_WithAValueThatIsNotKnownYet_SaysNothingOfIt()
    {
        var policy = JsonNode.Parse(Policy)!.AsObject();
        policy["spec"]!["selector"]!["matchLabels"]!["app"] = PulumiResources.UnknownString;

        var response = Answer(PulumiResources.Of(policy), PulumiResources.Of(Deployment("ledger")));

        response["diagnostics"]!.AsArray().ShouldBeEmpty();
        response["not_applicable"]!.AsArray().ShouldHaveSingleItem()!["policy_name"]!.GetValue<string>().ShouldBe("MTLS331");
    }

    [Fact]
    public void Configure_Levels_DecideWhatStopsPulumi()
    {
        using var configured = new PolicyPackProcess();
        JsonArray resources = [PulumiResources.Of(Policy), PulumiResources.Of(Deployment("ledgr"))];
        JsonArray Configured(string level) => configured.Call(
        [
            PolicyPackProcess.Request("Configure", new JsonObject { ["policyConfig"] = new JsonObject { ["MTLS331"] = new JsonObject { ["enforcementLevel"] = level } } }),
            PolicyPackProcess.Request("AnalyzeStack", new JsonObject { ["resources"] = resources.DeepClone() }),
        ])[1]!["response"]!["diagnostics"]!.AsArray();

        (Configured("ADVISORY")[0]!["enforcementLevel"]?.GetValue<string>() ?? "ADVISORY").ShouldBe("ADVISORY");
        Configured("REMEDIATE")[0]!["enforcementLevel"]!.GetValue<string>().ShouldBe("MANDATORY");
        Configured("DISABLED").ShouldBeEmpty();
    }

    [Fact]
    public void RootNamespace_OfIstiodsChart_IsTheMeshs()
    {
        var rule = Policy.Replace("\"finance\"", "\"mesh-root\"", StringComparison.Ordinal);
        var release = PulumiResources.Of("kubernetes:helm.sh/v3:Release", "istiod", JsonNode.Parse(
            """{ "chart": "istiod", "namespace": "istio-system", "values": { "meshConfig": { "rootNamespace": "mesh-root" } } }""")!.AsObject());

        Diagnostics(PulumiResources.Of(rule), PulumiResources.Of(Deployment("ledger")), release)
            .Where(diagnostic => diagnostic!["policyName"]!.GetValue<string>() == "MTLS331").ShouldBeEmpty();
        Diagnostics(PulumiResources.Of(rule), PulumiResources.Of(Deployment("ledger")), PulumiResources.Of(Deployment("other", "mesh-root")))
            .Where(diagnostic => diagnostic!["policyName"]!.GetValue<string>() == "MTLS331").ShouldNotBeEmpty();
    }

    private const string Policy =
        """
        { "apiVersion": "security.istio.io/v1", "kind": "AuthorizationPolicy", "metadata": { "name": "ledger", "namespace": "finance" },
          "spec": { "selector": { "matchLabels": { "app": "ledger" } }, "action": "ALLOW" } }
        """;

    private static string Deployment(string app, string @namespace = "finance") =>
        $$"""
        { "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "{{app}}", "namespace": "{{@namespace}}" },
          "spec": { "selector": { "matchLabels": { "app": "{{app}}" } }, "template": { "metadata": { "labels": { "app": "{{app}}" } },
            "spec": { "serviceAccountName": "{{app}}", "containers": [ { "name": "app", "image": "example.org/app:1" } ] } } } }
        """;

    private JsonArray Diagnostics(params JsonObject[] resources) => Answer(resources)["diagnostics"]!.AsArray();

    private JsonObject Answer(params JsonObject[] resources) => pack.Answer("AnalyzeStack", Stack(resources));

    private static JsonObject Stack(IEnumerable<JsonObject> resources) =>
        new() { ["resources"] = new JsonArray([.. resources.Select(resource => resource.DeepClone())]) };

    private static async Task<IReadOnlyList<JsonObject>> ResourcesAsync(string stack)
    {
        var intent = IntentReader.FromStack(Repository.Root, stack, new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull();
        var run = await HermeticRun.OfAsync(EnvironmentPlan.From(intent));
        return
        [
            .. run.Objects.Select(found => PulumiResources.Of(found.Type, found.Name, Json(found.Manifest), found.Region)),
            .. run.Releases.Select(found => PulumiResources.Of("kubernetes:helm.sh/v3:Release", found.Name, Json(found.Inputs), found.Region)),
        ];
    }

    private static JsonObject Json(Manifests.MapNode node) => JsonNode.Parse(ManifestWriter.WriteJson(node))!.AsObject();
}
