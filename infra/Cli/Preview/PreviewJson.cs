using System.Text.Json;
using Infra.Cli.Access;
using Infra.Cli.Findings;
using Infra.Cli.Snapshots;
using Manifests;
using Manifests.Writing;

namespace Infra.Cli.Preview;

/// <summary>The preview as one JSON document, whole values included.</summary>
internal static class PreviewJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(TextWriter to, PreviewReport report) => to.Write(JsonOutput.Text(json =>
    {
        json.WriteStartObject();
        json.WriteString("environment", report.Plan.Environment);
        json.WriteOptional("against", report.Against);
        json.WriteStartObject("counts");
        json.WriteNumber("create", report.Count(ChangeKind.Create));
        json.WriteNumber("update", report.Count(ChangeKind.Update));
        json.WriteNumber("delete", report.Count(ChangeKind.Delete));
        json.WriteNumber("unchanged", report.Unchanged);
        json.WriteNumber("heldBack", report.HeldBack);
        json.WriteEndObject();
        if (report.Awaiting.Count > 0)
        {
            WriteAwaiting(json, report.Awaiting);
        }

        json.WriteStartArray("changes");
        foreach (var change in report.Changes)
        {
            Write(json, change);
        }

        json.WriteEndArray();
        if (report.Access is { } access)
        {
            json.WritePropertyName("access");
            DifferenceJson.Write(json, access.Changes);
        }

        FindingsJson.WriteProperty(json, report.Findings);
        json.WriteEndObject();
    }));

    private static void WriteAwaiting(Utf8JsonWriter json, IEnumerable<AwaitingRegion> awaiting)
    {
        json.WriteStartArray("awaiting");
        foreach (var region in awaiting)
        {
            json.WriteStartObject();
            json.WriteString("region", region.Region);
            json.WriteString("root", region.Root);
            json.WriteStartArray("authorities");
            foreach (var authority in region.Authorities)
            {
                json.WriteStringValue(authority);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, EntryChange change)
    {
        json.WriteStartObject();
        json.WriteString("change", change.Kind.ToString().ToLowerInvariant());
        json.WriteString("region", change.Entry.Region);
        json.WriteString("component", change.Entry.Component);
        json.WriteString("apiVersion", change.Entry.ApiVersion);
        json.WriteString("kind", change.Entry.Kind);
        json.WriteOptional("namespace", change.Entry.Namespace);
        json.WriteString("name", change.Entry.Name);
        json.WriteBoolean("heldBack", change.Entry.HeldBack);
        if (change.Kind == ChangeKind.Update)
        {
            json.WriteStartArray("fields");
            foreach (var field in change.Fields)
            {
                json.WriteStartObject();
                json.WriteString("path", field.Path);
                WriteValue(json, "before", field.Before);
                WriteValue(json, "after", field.After);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, Node? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            using var document = JsonDocument.Parse(ManifestWriter.WriteJson(value));
            document.RootElement.WriteTo(json);
        }
    }
}
