using System.Text.Json;
using Policies.Differences;

namespace Infra.Cli.Access;

/// <summary>What calls are decided differently as JSON: every change by itself, nothing put together.</summary>
internal static class DifferenceJson
{
    /// <summary>Writes the array.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<AccessChange> changes)
    {
        json.WriteStartArray();
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("change", Words(change.Kind));
            json.WriteString("destination", change.Destination);
            json.WriteString("source", change.Source);
            json.WriteString("request", change.Request);
            json.WriteString("transport", change.Transport);
            json.WriteString("before", change.Before.ToString().ToLowerInvariant());
            json.WriteString("after", change.After.ToString().ToLowerInvariant());
            json.WriteString("witness", change.Witness);
            json.WriteOptional("cause", change.Cause?.ToString());
            json.WriteOptional("place", change.Place?.ToString());
            json.WriteString("reason", change.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A kind of change as a word.</summary>
    public static string Words(ChangeKind kind) => kind.ToString().ToLowerInvariant();
}
