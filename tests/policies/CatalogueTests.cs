using Policies;
using Policies.Rules;
using Shouldly;
using Tests.Support;
using Trust;
using Xunit;

namespace Tests.Policies;

public sealed class CatalogueTests
{
    public static TheoryData<string> Codes => [.. Catalogue.All.Select(rule => rule.Code)];

    [Fact]
    public void Codes_AreUniqueAndInOrder()
    {
        var codes = Catalogue.All.Select(rule => rule.Code).ToList();
        codes.ShouldBeUnique();
        codes.ShouldBe(codes.Order(StringComparer.Ordinal));
        codes.ShouldAllBe(code => System.Text.RegularExpressions.Regex.IsMatch(code, "^MTLS[1-69][0-9]{2}$"));
    }

    [Fact]
    public void All_HoldsEveryRuleOfTheCatalogue()
    {
        var declared = new[] { typeof(Catalogue), typeof(RotationCatalogue) }.SelectMany(type => type.GetProperties())
            .Where(property => property.PropertyType == typeof(Rule)).Select(property => (Rule)property.GetValue(null)!);
        var checks = typeof(ManifestRule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ManifestRule)) && !type.IsAbstract)
            .Select(type => ((ManifestRule)Activator.CreateInstance(type)!).Rule);
        Catalogue.All.ShouldBe(declared.Concat(checks).Concat(TrustCatalogue.All).Concat(LiveCatalogue.All), ignoreOrder: true);
    }

    [Fact]
    public void TrustCatalogue_HoldsEveryTrustRule() =>
        TrustCatalogue.All.Select(rule => rule.Code).ShouldBe(Enum.GetValues<TrustRule>().Select(rule => rule.Code()));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Rule_HasAPageThatSaysTheSame(string code)
    {
        var rule = Catalogue.Find(code)!;
        var page = RulePage.Read(rule);

        page.ShouldBe(File.ReadAllText(Repository.File(rule.Page)));
        page.ShouldStartWith($"# {rule.Code}: {rule.Title}\n\nLevel: {rule.Level.ToString().ToLowerInvariant()}\n");
        page.ShouldContain("\n## Why it matters\n");
        page.ShouldContain("\n## How to mend it\n");
        File.ReadAllText(Repository.File("docs/rules/README.md"))
            .ShouldContain($"| [{rule.Code}]({rule.Code}.md) | {rule.Level.ToString().ToLowerInvariant()} | {rule.Title} |");
    }

    [Fact]
    public void Pages_WithoutARule_DoNotExist() => Directory.GetFiles(Repository.File("docs/rules"), "MTLS*.md")
        .Select(Path.GetFileNameWithoutExtension).ShouldBe(Catalogue.All.Select(rule => rule.Code), ignoreOrder: true);
}
