using Policies;

namespace Infra.Cli.Findings;

/// <summary>
/// Findings as GitHub's workflow commands, which a job's log turns into annotations
/// (docs.github.com, "Workflow commands for GitHub Actions", setting a message).
/// </summary>
internal static class FindingsGithub
{
    /// <summary>Writes one command per finding; nothing when there are none.</summary>
    public static void Write(TextWriter to, IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            var text = $"{FindingsReport.Message(finding)}; fix: {FindingsReport.Remedy(finding)}";
            to.WriteLine($"::{Command(finding.Level)} {string.Join(',', Properties(finding))}::{Data(text)}");
        }
    }

    private static string Command(FindingLevel level) => level == FindingLevel.Info ? "notice" : FindingsReport.Word(level);

    private static IEnumerable<string> Properties(Finding finding)
    {
        if (finding.Source is { } source)
        {
            yield return $"file={Property(source.File)}";
            if (source.Line is { } line)
            {
                yield return $"line={line}";
            }

            if (source.Column is { } column)
            {
                yield return $"col={column}";
            }
        }

        yield return $"title={Property($"{finding.Rule.Code} {finding.Rule.Title}")}";
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
