using System.Text.Json.Nodes;
using Infra;
using Infra.Planning;
using Manifests;
using Manifests.Istio.Security.V1;
using Shouldly;
using Tests.Components.Guards;
using Tests.Infra.Planning;
using Tests.Support;
using Xunit;

namespace Tests.ManifestTests.Validation;

/// <summary>
/// What the shipped stacks deploy, held to the rules in CEL of upstream's CustomResourceDefinitions, which the program itself does not evaluate. An implementation
/// of CEL that is not ours does. The definitions are not part of the repository: they are read where upstream's files are at hand.
/// </summary>
public sealed class ResourceRulesTests
{
    /// <summary>Macros about an element of a list's element (<c>has(self.matches[0].path)</c>), which that implementation refuses to read.</summary>
    private const string Unreadable = "has() invalid argument";

    [Fact]
    public void Objects_OfTheShippedStacks_PassTheRulesOfTheirDefinitions()
    {
        if (Repository.Shared("upstream") is not { } upstream)
        {
            return;
        }

        var rules = new ResourceRules(upstream);
        var questions = Directory.EnumerateFiles(Repository.File("stacks"), "Pulumi.*.yaml")
            .Select(file => IntentReader.FromStack(Repository.Root, Path.GetFileName(file).Split('.')[1], StackText.Today).Intent.ShouldNotBeNull())
            .SelectMany(intent => EnvironmentPlan.From(intent).Regions)
            .SelectMany(region => region.Manifests)
            .SelectMany(rules.Of)
            .ToList();

        var answers = Evaluate(questions);

        questions.Count.ShouldBeGreaterThan(800);
        questions.Zip(answers).Where(pair => !pair.Second.Holds && pair.Second.Error?.StartsWith(Unreadable, StringComparison.Ordinal) != true)
            .Select(pair => $"{pair.First.Where}: {pair.First.Rule}: {pair.Second.Error ?? "does not hold"}").ShouldBeEmpty();
        questions.Zip(answers).Where(pair => pair.Second.Error is not null).Select(pair => pair.First.Where.Split(' ')[0]).Distinct().ShouldBe(["HTTPRoute"]);
    }

    [Fact]
    public void Object_ThatBreaksARule_IsFound()
    {
        if (Repository.Shared("upstream") is { } upstream)
        {
            KubernetesObject wrong = new PeerAuthentication
            {
                Metadata = new() { Name = "wrong", Namespace = "shop" },
                Spec = new() { PortLevelMtls = new() { ["8080"] = new() } },
            };
            var questions = new ResourceRules(upstream).Of(wrong).ToList();

            questions.Zip(Evaluate(questions)).Where(pair => !pair.Second.Holds).ShouldHaveSingleItem().First.Where.ShouldBe("PeerAuthentication wrong.spec");
        }
    }

    private static IReadOnlyList<CelEvaluator.Answer> Evaluate(IReadOnlyList<ResourceRules.Question> questions) =>
        CelEvaluator.Evaluate([.. questions.Select(question => new JsonObject { ["expression"] = question.Rule, ["self"] = question.Self?.DeepClone() })]);
}
