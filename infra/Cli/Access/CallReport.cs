using System.Text.Json;
using Policies.Evaluation;
using Policies.Model;
using Spectre.Console;

namespace Infra.Cli.Access;

/// <summary>Prints the answers to one question, with the reasoning of every layer.</summary>
internal static class CallReport
{
    /// <summary>Writes the answers.</summary>
    public static void Write(CliContext context, OutputFormat format, IReadOnlyList<(Call Call, Verdict Verdict)> answers)
    {
        DocumentReport.Write(context, format, json => Write(json, answers), () => WriteText(context, answers));
    }

    private static void WriteText(CliContext context, IReadOnlyList<(Call Call, Verdict Verdict)> answers)
    {
        for (var index = 0; index < answers.Count; index++)
        {
            var (call, verdict) = answers[index];
            if (index > 0)
            {
                context.Console.Out.WriteLine();
            }

            context.Console.Out.WriteLine($"{Describe(call)}: {AccessWords.Of(verdict.Allow)}, {(verdict.Transport == Transport.None ? "" : $"over {AccessWords.Of(verdict.Transport)}, ")}by {verdict.DecidedBy}");
            RichText.Write(context, Layers(verdict));
        }
    }

    /// <summary>Objects of files say where they stand; those of a stack are made, and stand nowhere.</summary>
    private static Table Layers(Verdict verdict) => TextTable.Of(
        ["layer", "answer", "why", "object", "where"],
        [
            .. verdict.Layers.Select(layer => (string[])
            [
                AccessWords.Of(layer.Layer),
                layer.Allow switch { true => "passes", false => "denies", null => "unknown" },
                layer.Reason,
                layer.Object?.ToString() ?? "",
                layer.Source?.ToString() ?? "",
            ]),
        ]);

    private static void Write(Utf8JsonWriter json, IReadOnlyList<(Call Call, Verdict Verdict)> answers)
    {
        json.WriteStartArray();
        foreach (var (call, verdict) in answers)
        {
            json.WriteStartObject();
            json.WriteString("from", call.From.ToString());
            json.WriteString("to", Destination(call));
            json.WriteNumber("port", call.Port);
            json.WriteOptional("method", call.Http?.Method);
            json.WriteOptional("path", call.Http?.Path);
            EvaluationReport.WriteNullable(json, "allow", verdict.Allow);
            json.WriteString("transport", AccessWords.Of(verdict.Transport));
            json.WriteString("deniedBy", verdict.DeniedBy is { } denier ? AccessWords.Of(denier) : null);
            json.WriteString("decidedBy", verdict.DecidedBy);
            json.WriteString("reason", verdict.Reason);
            json.WriteStartArray("layers");
            foreach (var layer in verdict.Layers)
            {
                Write(json, layer);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, LayerAnswer layer)
    {
        json.WriteStartObject();
        json.WriteString("layer", AccessWords.Of(layer.Layer));
        EvaluationReport.WriteNullable(json, "allow", layer.Allow);
        json.WriteString("decidedBy", layer.DecidedBy);
        json.WriteOptional("object", layer.Object?.ToString());
        json.WriteOptional("source", layer.Source?.ToString());
        json.WriteString("reason", layer.Reason);
        json.WriteEndObject();
    }

    private static string Describe(Call call) =>
        $"{call.From} → {Destination(call)}:{call.Port}{(call.Http is { } http ? $" {http.Method} {http.Path}" : "")}";

    private static string Destination(Call call) => call.To?.ToString() ?? call.Service?.Host ?? "?";
}
