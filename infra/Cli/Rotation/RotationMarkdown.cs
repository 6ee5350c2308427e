namespace Infra.Cli.Rotation;

/// <summary>The steps to a goal as Markdown: an issue's task list, or a runbook.</summary>
internal static class RotationMarkdown
{
    /// <summary>Writes the page.</summary>
    public static void Write(TextWriter to, RotationReport report)
    {
        to.WriteLine($"### {Markdown.Cell(report.Headline)}");
        foreach (var step in report.Steps)
        {
            Write(to, step);
        }
    }

    private static void Write(TextWriter to, StepReport step)
    {
        to.WriteLine();
        to.WriteLine($"#### {step.Number}. {Markdown.Cell(step.Title)}, from {step.Earliest:yyyy-MM-dd}");
        foreach (var wait in step.Waits)
        {
            to.WriteLine();
            to.WriteLine($"Before it: {Markdown.Cell(wait.Sentence)}{(wait.NotBefore is { } day ? $", not before {day:yyyy-MM-dd}" : "")}.");
            Fence(to, "sh", wait.Checks.Select(check => check.StartsWith("promql: ", StringComparison.Ordinal) ? $"# {check}" : check));
        }

        Fence(to, "diff", step.Changes);
        to.WriteLine();
        to.WriteLine($"{(step.Proof.IsProven ? "✅" : "❌")} {Markdown.Cell(ProofWords.Summary(step.Proof))}");
        foreach (var problem in ProofWords.Problems(step.Proof))
        {
            to.WriteLine($"- {Markdown.Cell(problem)}");
        }

        Fence(to, "sh", step.Deploy);
        to.WriteLine();
        to.WriteLine($"Go back: {Markdown.Cell(step.GoBack)}.");
    }

    private static void Fence(TextWriter to, string language, IEnumerable<string> lines)
    {
        to.WriteLine();
        to.WriteLine($"```{language}");
        foreach (var line in lines)
        {
            to.WriteLine(PlainText.Line(line));
        }

        to.WriteLine("```");
    }
}
