using System.Text;
using Manifests.Reading;
using Manifests.Validation;
using Policies;
using Policies.Model;
using Policies.Rules;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Policies;

/// <summary>
/// The cases of every rule on manifests, <c>tests/policies/rules/&lt;code&gt;/</c>: what <c>wrong.yaml</c> finds is in the golden beside it,
/// <c>right.yaml</c> finds nothing, and the rule's page shows exactly these.
/// </summary>
public sealed class RuleCasesTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    private static readonly Lazy<IReadOnlyList<KeyValuePair<RuleInput, ClusterFacts>>> EveryInput = new(() =>
    [
        .. Directory.GetFiles(Repository.File("tests/policies"), "*.yaml", SearchOption.AllDirectories).Select(Read)
            .Select(input => KeyValuePair.Create(input, new ClusterFacts(input.Fleet.Clusters[0]))),
    ]);

    public static TheoryData<string> Codes => [.. Catalogue.ManifestRules.Select(rule => rule.Rule.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Wrong_IsFound_WithObjectLineAndFix(string code)
    {
        var findings = Check(code, "wrong");

        findings.ShouldNotBeEmpty();
        findings.ShouldAllBe(finding => finding.Subject != null && finding.Source!.Line != null && finding.Rule.Code == code);
        Golden.Matches(Text(findings), $"policies/rules/{code}/wrong.golden.txt");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Right_IsNotFound(string code) => Text(Check(code, "right")).ShouldBe("");

    [Theory]
    [MemberData(nameof(Codes))]
    public void Right_IsValidByItsSchema(string code) => new ManifestReader().ReadPath(Case(code, "right")).Items.SelectMany(SchemaValidator.Validate)
        .Where(error => error.Kind is not (SchemaErrorKind.UnknownKind or SchemaErrorKind.UnknownVersion)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Codes))]
    public void Page_ShowsTheCases(string code)
    {
        var page = RulePage.Read(Catalogue.Find(code)!);

        page.ShouldContain($"\nWrong:\n\n```yaml\n{File.ReadAllText(Case(code, "wrong"))}```\n");
        page.ShouldContain($"\n```text\n{File.ReadAllText(Repository.File($"tests/policies/rules/{code}/wrong.golden.txt"))}```\n");
        page.ShouldContain($"\nRight:\n\n```yaml\n{File.ReadAllText(Case(code, "right"))}```\n");
        page.ShouldContain("\n## How to suppress it\n");
        page.ShouldContain($"code: {code}, ");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Rule_ReadsWhatItDeclares(string code)
    {
        var rule = Rule(code);
        var read = new HashSet<Input>();
        foreach (var (input, facts) in EveryInput.Value)
        {
            var view = new RuleView(input, facts);
            _ = rule.Check(view).ToList();
            read.UnionWith(view.HasRead);
        }

        rule.Reads.ShouldBeUnique();
        rule.Reads.ShouldBe(read, ignoreOrder: true);
    }

    [Fact]
    public void Cases_WithoutARule_DoNotExist() => Directory.GetDirectories(Repository.File("tests/policies/rules")).Select(Path.GetFileName)
        .ShouldBe(Catalogue.ManifestRules.Select(rule => rule.Rule.Code), ignoreOrder: true);

    private static string Case(string code, string name) => Repository.File($"tests/policies/rules/{code}/{name}.yaml");

    private static ManifestRule Rule(string code) => Catalogue.ManifestRules.Single(rule => rule.Rule.Code == code);

    private static RuleInput Read(string file) => new()
    {
        Fleet = new Fleet { Clusters = [ManifestInventory.Read(new ManifestReader().ReadPath(file).Items)] },
        Today = Today,
    };

    private static IReadOnlyList<Finding> Check(string code, string name) => Rulebook.Check(Read(Case(code, name)), [Rule(code)]);

    private static string Text(IReadOnlyList<Finding> findings)
    {
        var text = new StringBuilder();
        foreach (var finding in findings)
        {
            text.Append($"line {finding.Source!.Line}: {finding.Subject}: {finding.Message}\n  fix: {finding.Remedy ?? finding.Rule.Remedy}\n");
        }

        return text.ToString();
    }
}
