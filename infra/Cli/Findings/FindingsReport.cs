using System.Diagnostics;
using System.Text.Json;
using Manifests;
using Manifests.Writing;
using Policies;

namespace Infra.Cli.Findings;

/// <summary>Findings in the form that <c>--output</c> asks for.</summary>
internal static class FindingsReport
{
    /// <summary>Writes the findings, which it puts in their order, to the result.</summary>
    /// <param name="context">Where it goes.</param>
    /// <param name="format">The form.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="artifact">The file that findings come from which have no place of their own: a stack's; null where there is none.</param>
    public static void Write(CliContext context, OutputFormat format, IEnumerable<Finding> findings, string? artifact = null)
    {
        var ordered = findings.Order(Finding.Order).ToList();
        var to = context.Console.Out;
        switch (format)
        {
            case OutputFormat.Table:
                FindingsTable.Write(context, ordered);
                break;
            case OutputFormat.Json:
                to.Write(FindingsJson.Text(ordered));
                break;
            case OutputFormat.Yaml:
                to.Write(ManifestWriter.WriteYaml(Node.FromJson(JsonElement.Parse(FindingsJson.Text(ordered)))));
                break;
            case OutputFormat.Markdown:
                FindingsMarkdown.Write(to, ordered);
                break;
            case OutputFormat.Sarif:
                FindingsSarif.Write(to, ordered, artifact);
                break;
            case OutputFormat.Junit:
                FindingsJunit.Write(to, ordered);
                break;
            case OutputFormat.Github:
                FindingsGithub.Write(to, ordered);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>What a person reads first: how many findings of each level there are.</summary>
    public static string Summary(IReadOnlyList<Finding> findings)
    {
        var counts = new[] { FindingLevel.Error, FindingLevel.Warning, FindingLevel.Info }
            .Select(level => (Word: Word(level), Count: findings.Count(finding => finding.Level == level)))
            .Where(level => level.Count > 0)
            .Select(level => $"{level.Count} {level.Word}{(level.Count == 1 || level.Word == "info" ? "" : "s")}");
        return findings.Count == 0 ? "no findings" : string.Join(", ", counts);
    }

    /// <summary>A level in lower case, as every report spells it.</summary>
    public static string Word(FindingLevel level) => level switch
    {
        FindingLevel.Info => "info",
        FindingLevel.Warning => "warning",
        FindingLevel.Error => "error",
        _ => throw new UnreachableException(),
    };

    /// <summary>What is wrong, in one line that is safe to print.</summary>
    public static string Message(Finding finding) =>
        PlainText.Line($"{(finding.Subject is null ? "" : $"{finding.Subject}: ")}{finding.Message}");

    /// <summary>What to do about it.</summary>
    public static string Remedy(Finding finding) => PlainText.Line(finding.Remedy ?? finding.Rule.Remedy);
}
