using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Manifests.Generator.Importing;

/// <summary>A project's schemas: the kinds, and the definitions that they refer to by <c>$ref</c>.</summary>
internal sealed record Snapshot(string Project, string Version, IReadOnlyList<JsonObject> Kinds, IReadOnlyDictionary<string, JsonNode> Definitions)
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The snapshot as JSON with one kind or definition per line, which keeps it small and its diffs readable.</summary>
    internal string ToText()
    {
        var text = new StringBuilder();
        text.Append($"{{\"project\":\"{Project}\",\"version\":\"{Version}\",\"kinds\":[\n");
        text.AppendJoin(",\n", Kinds.Select(kind => kind.ToJsonString(Compact)));
        text.Append("\n],\"definitions\":{\n");
        text.AppendJoin(",\n", Definitions.OrderBy(definition => definition.Key, StringComparer.Ordinal)
            .Select(definition => $"{JsonSerializer.Serialize(definition.Key, Compact)}:{definition.Value.ToJsonString(Compact)}"));
        text.Append("\n}}\n");
        return text.ToString();
    }
}
