using Policies;
using Spectre.Console;

namespace Infra.Cli.Findings;

/// <summary>Findings for people: one block each, with the remedy below the message, then the count.</summary>
internal static class FindingsTable
{
    /// <summary>Writes the findings.</summary>
    public static void Write(CliContext context, IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            RichText.Write(context, Block(finding));
        }

        context.Console.Out.WriteLine(FindingsReport.Summary(findings));
    }

    private static Paragraph Block(Finding finding)
    {
        var place = finding.Source is null ? "" : $"{finding.Source}: ";
        return new Paragraph()
            .Append($"{FindingsReport.Word(finding.Level)} {finding.Rule.Code} ", Style(finding.Level))
            .Append($"{PlainText.Line(place)}{FindingsReport.Message(finding)}\n")
            .Append($"  fix: {FindingsReport.Remedy(finding)}", new Style(decoration: Decoration.Dim));
    }

    private static Style Style(FindingLevel level) => new(level switch
    {
        FindingLevel.Error => Color.Red,
        FindingLevel.Warning => Color.Yellow,
        _ => Color.Blue,
    });
}
