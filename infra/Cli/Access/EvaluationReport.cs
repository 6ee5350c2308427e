using System.Text.Json;
using Policies.Evaluation;
using Spectre.Console;

namespace Infra.Cli.Access;

/// <summary>Prints the answers to the calls of scenarios, one for each call and in their order.</summary>
internal static class EvaluationReport
{
    /// <summary>Writes the answers.</summary>
    public static void Write(CliContext context, OutputFormat format, IReadOnlyList<AccessAnswer> answers)
    {
        DocumentReport.Write(context, format, json => Write(json, answers), () => RichText.Write(context, Table(answers)));
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<AccessAnswer> answers)
    {
        json.WriteStartArray();
        foreach (var answer in answers)
        {
            json.WriteStartObject();
            WriteNullable(json, "allow", answer.Allow);
            json.WriteString("transport", AccessWords.Of(answer.Transport));
            json.WriteString("deniedBy", answer.DeniedBy is { } layer ? AccessWords.Of(layer) : null);
            json.WriteString("decidedBy", answer.DecidedBy);
            json.WriteString("reason", answer.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a verdict, of which null says that it is open.</summary>
    internal static void WriteNullable(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
        {
            json.WriteBoolean(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static Table Table(IReadOnlyList<AccessAnswer> answers) => TextTable.Of(
        ["call", "verdict", "transport", "denied by", "decided by", "reason"],
        [
            .. answers.Select((answer, index) => (string[])
            [
                $"{index}",
                AccessWords.Of(answer.Allow),
                AccessWords.Of(answer.Transport),
                answer.DeniedBy is { } layer ? AccessWords.Of(layer) : "",
                answer.DecidedBy,
                answer.Reason,
            ]),
        ]);
}
