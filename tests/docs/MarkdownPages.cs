using System.Text.RegularExpressions;
using Tests.Support;

namespace Tests.Docs;

/// <summary>The repository's pages in Markdown.</summary>
internal static partial class MarkdownPages
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", ".git"];

    /// <summary>Their paths, relative to the repository's root, in ordinal order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Intersect(NotOurs).Any())
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A page's text.</summary>
    public static string Read(string page) => File.ReadAllText(Repository.File(page)).ReplaceLineEndings("\n");

    /// <summary>A page's text without its fenced blocks.</summary>
    public static string Prose(string page) => Fences().Replace(Read(page), "");

    /// <summary>The anchors that forges give to a page's headings: in lower case, without punctuation, hyphens for spaces.</summary>
    public static IReadOnlySet<string> Anchors(string page) => Headings().Matches(Prose(page))
        .Select(heading => Punctuation().Replace(heading.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))
        .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex("^#{1,6} (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\p{L}\p{Nd} _-]")]
    private static partial Regex Punctuation();
}
