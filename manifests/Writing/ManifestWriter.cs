using System.Text;

namespace Manifests.Writing;

/// <summary>
/// Writes nodes as YAML or JSON: keys in the order of the node, LF, no clock, no place: the same nodes give the same bytes. Every string that
/// any YAML reader could take for something else is quoted; texts of several lines are literal blocks.
/// </summary>
public static class ManifestWriter
{
    /// <summary>One YAML document, without a separator, ending in a newline.</summary>
    public static string WriteYaml(Node node)
    {
        var text = new StringWriter { NewLine = "\n" };
        WriteYaml([node], text);
        return text.ToString();
    }

    /// <summary>YAML documents, separated by <c>---</c>.</summary>
    public static void WriteYaml(IEnumerable<Node> documents, TextWriter output)
    {
        var isFirst = true;
        foreach (var document in documents)
        {
            output.Write(isFirst ? "" : "---\n");
            YamlWriter.Write(document, output);
            isFirst = false;
        }
    }

    /// <summary>JSON, indented by two spaces and ending in a newline; characters beyond ASCII are written as they are.</summary>
    public static string WriteJson(Node node)
    {
        using var stream = new MemoryStream();
        WriteJson(node, stream);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <inheritdoc cref="WriteJson(Node)"/>
    public static void WriteJson(Node node, Stream output) => JsonWriter.Write(node, output);
}
