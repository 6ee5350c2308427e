using Policies;

namespace Infra.Cli.Findings;

/// <summary>Findings as a Markdown table.</summary>
internal static class FindingsMarkdown
{
    /// <summary>Writes the count and, where there are any, the table.</summary>
    public static void Write(TextWriter to, IReadOnlyList<Finding> findings)
    {
        foreach (var line in Lines(findings))
        {
            to.WriteLine(line);
        }
    }

    /// <summary>The lines of the section, for a larger page.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<Finding> findings)
    {
        yield return $"**Findings:** {FindingsReport.Summary(findings)}";
        if (findings.Count == 0)
        {
            yield break;
        }

        yield return "";
        yield return "| Level | Code | Where | What | Fix |";
        yield return "|---|---|---|---|---|";
        foreach (var finding in findings)
        {
            var where = string.Join("<br>", new[] { finding.Source?.ToString(), finding.Subject?.ToString() }.OfType<string>().Select(Markdown.Code));
            yield return $"| {FindingsReport.Word(finding.Level)} | {finding.Rule.Code} | {where} | {Markdown.Cell(finding.Message)} " +
                $"| {Markdown.Cell(FindingsReport.Remedy(finding))} |";
        }
    }
}
