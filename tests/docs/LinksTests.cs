using System.Text.RegularExpressions;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Docs;

public sealed partial class LinksTests
{
    public static TheoryData<string> Pages => [.. MarkdownPages.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_ToFilesAndHeadings_LeadSomewhere(string page)
    {
        var broken = Links().Matches(MarkdownPages.Prose(page))
            .Select(link => link.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !Exists(page, target));

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Index_LeadsToEveryPageOfTheDocumentation()
    {
        string[] indexes = ["docs/README.md", "docs/tutorial/README.md"];
        var linked = indexes
            .SelectMany(index => Links().Matches(MarkdownPages.Prose(index)).Select(link => Resolve(index, link.Groups["target"].Value.Split('#')[0])))
            .ToHashSet();
        // The pages of single rules are listed by their own index, which CatalogueTests checks.
        var pages = MarkdownPages.All.Where(page => page.StartsWith("docs/", StringComparison.Ordinal) && !page.Contains("/MTLS", StringComparison.Ordinal));

        pages.Where(page => page != "docs/README.md" && !linked.Contains(page)).ShouldBeEmpty();
    }

    private static bool Exists(string page, string target)
    {
        var (file, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, null);
        var path = file.Length == 0 ? page : Resolve(page, file);
        return Path.Exists(Repository.File(path)) && (anchor is null || MarkdownPages.Anchors(path).Contains(anchor));
    }

    private static string Resolve(string page, string target) =>
        Path.GetRelativePath(Repository.Root, Path.GetFullPath(Repository.File(Path.Combine(Path.GetDirectoryName(page) ?? "", target)))).Replace('\\', '/');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Links();
}
