using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Manifests;
using Manifests.Writing;

namespace Infra.Cli;

/// <summary>Writes JSON documents: indented, LF, nothing escaped that JSON does not require, one newline at the end.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        // The result goes to files and terminals, never into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of the document that <paramref name="body"/> writes.</summary>
    public static string Text(Action<Utf8JsonWriter> body)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            body(json);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    /// <summary>The text of a document that is there as a tree.</summary>
    public static string Text(Node document)
    {
        using var parsed = JsonDocument.Parse(ManifestWriter.WriteJson(document));
        return Text(parsed.RootElement.WriteTo);
    }

    /// <summary>Writes a property unless its value is null.</summary>
    public static void WriteOptional(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>Writes a property unless its value is null.</summary>
    public static void WriteOptional(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    /// <summary>Writes a property that is a list of texts.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
