using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Docs;

/// <summary>The tutorial prints what it says it prints.</summary>
public sealed class TutorialTests
{
    public static TheoryData<string> Pages => [.. Names];

    private static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Repository.File("docs/tutorial"), "*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_Walked_PrintsWhatItSays(string name)
    {
        var page = new TutorialPage(name);
        page.Walks.ShouldBePositive("a page without commands teaches nothing");

        Golden.Matches(await page.WalkAsync(), $"../docs/tutorial/{name}");
    }

    [Fact]
    public void Exercises_AreTheEightOfTheTutorial() =>
        Names.Where(name => char.IsAsciiDigit(name[0])).Select(name => name[0]).ShouldBe("12345678");
}
