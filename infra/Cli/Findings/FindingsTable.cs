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

    /// <summary>The same as a text, for who has no terminal: the engine prints it where the gate refuses a plan.</summary>
    public static string Text(IReadOnlyList<Finding> findings) =>
        string.Join('\n', findings.Select(finding => $"{Head(finding)}{Body(finding)}\n{Fix(finding)}").Append(FindingsReport.Summary(findings)));

    private static Paragraph Block(Finding finding) => new Paragraph()
        .Append(Head(finding), Style(finding.Level))
        .Append($"{Body(finding)}\n")
        .Append(Fix(finding), new Style(decoration: Decoration.Dim));

    private static string Head(Finding finding) => $"{FindingsReport.Word(finding.Level)} {finding.Rule.Code} ";

    private static string Body(Finding finding) => $"{PlainText.Line(finding.Source is null ? "" : $"{finding.Source}: ")}{FindingsReport.Message(finding)}";

    private static string Fix(Finding finding) => $"  fix: {FindingsReport.Remedy(finding)}";

    private static Style Style(FindingLevel level) => new(level switch
    {
        FindingLevel.Error => Color.Red,
        FindingLevel.Warning => Color.Yellow,
        _ => Color.Blue,
    });
}
