namespace Infra.Cli.Rotation;

/// <summary>The steps to a goal for people.</summary>
internal static class RotationText
{
    /// <summary>Writes the steps.</summary>
    public static void Write(TextWriter to, RotationReport report)
    {
        to.WriteLine(report.Headline);
        foreach (var step in report.Steps)
        {
            Write(to, step);
        }
    }

    private static void Write(TextWriter to, StepReport step)
    {
        to.WriteLine();
        to.WriteLine($"{step.Number}. {step.Title}, from {step.Earliest:yyyy-MM-dd}");
        foreach (var wait in step.Waits)
        {
            to.WriteLine($"   before it: {wait.Sentence}{(wait.NotBefore is { } day ? $", not before {day:yyyy-MM-dd}" : "")}");
            Lines(to, "     ", wait.Checks);
        }

        to.WriteLine("   settings:");
        Lines(to, "     ", step.Changes);
        to.WriteLine($"   {ProofWords.Summary(step.Proof)}");
        Lines(to, "     ", ProofWords.Problems(step.Proof));
        to.WriteLine("   deploy:");
        Lines(to, "     ", step.Deploy);
        to.WriteLine($"   go back: {step.GoBack}");
    }

    private static void Lines(TextWriter to, string indentation, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            to.WriteLine($"{indentation}{PlainText.Line(line)}");
        }
    }
}
