using System.Text.Encodings.Web;
using System.Text.Json;

namespace Manifests.Writing;

/// <summary>Writes nodes as JSON.</summary>
internal static class JsonWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    internal static void Write(Node node, Stream output)
    {
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            Write(node, writer);
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Node node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case MapNode map:
                writer.WriteStartObject();
                foreach (var entry in map)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(entry.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case ListNode list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case ScalarNode { AsString: { } text }:
                writer.WriteStringValue(text);
                break;
            case ScalarNode scalar:
                writer.WriteRawValue(scalar.CanonicalText);
                break;
        }
    }
}
