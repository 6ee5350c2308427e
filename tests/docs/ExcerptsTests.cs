using System.Text.RegularExpressions;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Docs;

/// <summary>What pages show as printed has been printed.</summary>
public sealed partial class ExcerptsTests
{
    public static TheoryData<string> Pages => [.. MarkdownPages.All.Where(page => Excerpts().IsMatch(MarkdownPages.Read(page)))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Excerpts_OfAPage_AreFoundInTheirGoldens(string page)
    {
        foreach (Match excerpt in Excerpts().Matches(MarkdownPages.Read(page)))
        {
            excerpt.Groups["text"].Value.ShouldNotBeEmpty();
            File.ReadAllText(Repository.File(excerpt.Groups["file"].Value)).ReplaceLineEndings("\n").ShouldContain(excerpt.Groups["text"].Value, Case.Sensitive);
        }
    }

    [Fact]
    public void Excerpts_AreAllFound() => MarkdownPages.All.Sum(page => Excerpts().Count(MarkdownPages.Read(page))).ShouldBe(3);

    [GeneratedRegex("<!-- excerpt of (?<file>\\S+) -->\n```\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Excerpts();
}
