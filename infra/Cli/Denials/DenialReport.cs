using Policies.Denials;

namespace Infra.Cli.Denials;

/// <summary>Prints what is behind a refusal, for each server that it may be of.</summary>
internal static class DenialReport
{
    /// <summary>Writes the explanations.</summary>
    public static void Write(CliContext context, OutputFormat format, DenialRecord denial, IReadOnlyList<(DenialExplanation Explanation, ProposedChange? Change)> found)
    {
        if (format == OutputFormat.Json)
        {
            context.Console.Out.Write(JsonOutput.Text(json => DenialJson.Write(json, denial, found)));
            return;
        }

        var to = context.Console.Out;
        to.WriteLine($"{DenialWords.Of(denial)}");
        foreach (var (explanation, change) in found)
        {
            to.WriteLine();
            foreach (var (name, text) in DenialWords.Lines(explanation).Concat(Lines(change)))
            {
                var lines = text.Split('\n');
                to.WriteLine($"{name,-18}{PlainText.Line(lines[0])}");
                foreach (var line in lines.Skip(1))
                {
                    to.WriteLine($"{"",-18}{PlainText.Line(line)}");
                }
            }
        }
    }

    private static IEnumerable<(string Name, string Text)> Lines(ProposedChange? change)
    {
        if (change is null)
        {
            yield break;
        }

        yield return ("to allow it", change.Addition is null ? $"nothing can be proposed for {change.Where}" : $"add to {change.Where}:\n{change.Addition}");
        foreach (var outcome in change.Outcome)
        {
            yield return (change.Addition is null ? "since" : "then", outcome);
        }
    }
}
