using System.Text.Json;
using Policies;

namespace Infra.Cli.Findings;

/// <summary>Findings as one JSON document.</summary>
internal static class FindingsJson
{
    /// <summary>The text of the document.</summary>
    public static string Text(IReadOnlyList<Finding> findings) => JsonOutput.Text(json =>
    {
        json.WriteStartObject();
        WriteProperty(json, findings);
        json.WriteEndObject();
    });

    /// <summary>Writes the property <c>findings</c> into a document that is being written.</summary>
    public static void WriteProperty(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            Write(json, finding);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("code", finding.Rule.Code);
        json.WriteString("level", FindingsReport.Word(finding.Level));
        json.WriteString("title", finding.Rule.Title);
        if (finding.Subject is { } subject)
        {
            json.WriteStartObject("object");
            json.WriteOptional("region", subject.Region);
            json.WriteString("kind", subject.Kind);
            json.WriteOptional("namespace", subject.Namespace);
            json.WriteString("name", subject.Name);
            json.WriteEndObject();
        }

        if (finding.Source is { } source)
        {
            json.WriteString("file", source.File);
            json.WriteOptional("line", source.Line);
            json.WriteOptional("column", source.Column);
        }

        json.WriteString("message", finding.Message);
        json.WriteString("remedy", FindingsReport.Remedy(finding));
        json.WriteString("page", finding.Rule.Page);
        json.WriteEndObject();
    }
}
