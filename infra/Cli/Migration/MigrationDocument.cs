using System.Text.Json;
using Infra.Migration;
using Infra.Settings;

namespace Infra.Cli.Migration;

/// <summary>A step from PERMISSIVE to STRICT as a JSON document.</summary>
internal static class MigrationDocument
{
    /// <summary>The text of the document.</summary>
    public static string Of(MigrationReport report) => JsonOutput.Text(json =>
    {
        json.WriteStartObject();
        json.WriteString("stack", report.Stack);
        json.WriteString("at", Instants.Write(report.Evidence.At));
        json.WriteString("window", DurationText.Write(report.Evidence.Window));
        json.WriteStartArray("ports");
        foreach (var port in report.Migration.Ports)
        {
            Write(json, port);
        }

        json.WriteEndArray();
        json.WriteTexts("unnamed", report.Migration.Strangers.Select(MigrationText.Stranger));
        json.WriteTexts("moves", report.Migration.Moves.Select(move => move.Title));
        json.WriteOptional("meshWaits", report.Migration.MeshWaits);
        json.WriteTexts("settings", report.Migration.Changes);
        json.WriteTexts("watch", report.Watch);
        json.WriteString("goBack", report.GoBack);
        json.WriteOptional("written", report.Written);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, PortEvidence port)
    {
        json.WriteStartObject();
        json.WriteString("namespace", port.Namespace);
        json.WriteString("service", port.Service);
        json.WriteString("port", port.Port);
        json.WriteBoolean("ready", port.Verdict == PortVerdict.Ready);
        json.WriteString("verdict", MigrationReport.Sentence(port));
        json.WriteNumber("mutualTls", port.MutualTls);
        json.WriteNumber("plaintext", port.Plaintext);
        json.WriteNumber("observed", port.Observed);
        json.WriteTexts("sources", port.Sources);
        json.WriteEndObject();
    }
}
