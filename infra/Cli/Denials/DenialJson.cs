using System.Text.Json;
using Infra.Cli.Access;
using Policies.Denials;

namespace Infra.Cli.Denials;

/// <summary>A refusal and what is behind it as JSON.</summary>
internal static class DenialJson
{
    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter json, DenialRecord denial, IReadOnlyList<(DenialExplanation Explanation, ProposedChange? Change)> found)
    {
        json.WriteStartObject();
        json.WriteString("reason", DenialWords.Of(denial));
        json.WriteString("detail", denial.Detail);
        json.WriteBoolean("dryRun", denial.IsShadow);
        json.WriteStartArray("servers");
        foreach (var (explanation, change) in found)
        {
            Write(json, explanation, change);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DenialExplanation explanation, ProposedChange? change)
    {
        json.WriteStartObject();
        json.WriteString("server", explanation.Server.ToString());
        json.WriteOptional("port", explanation.Port?.Number);
        json.WriteOptional("caller", explanation.Caller?.ToString());
        json.WriteStartArray("by");
        foreach (var (item, place) in explanation.By)
        {
            json.WriteStartObject();
            json.WriteString("object", item.ToString());
            json.WriteOptional("place", place?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteOptional("rule", explanation.Rule);
        json.WriteOptional("allowedRequests", explanation.AllowedRequests);
        json.WriteTexts("allowedCallers", explanation.AllowedCallers);
        if (explanation.Verdict is { } verdict)
        {
            EvaluationReport.WriteNullable(json, "allowedByTheseObjects", verdict.Allow);
            json.WriteString("reasonByTheseObjects", verdict.Reason);
        }

        if (change is not null)
        {
            json.WriteStartObject("change");
            json.WriteString("where", change.Where);
            json.WriteOptional("addition", change.Addition);
            json.WriteTexts("outcome", change.Outcome);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
