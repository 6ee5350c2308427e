using System.Text.Json.Nodes;

namespace Manifests.Generator.Generating;

/// <summary>The properties of a record.</summary>
internal static class Fields
{
    /// <summary>Words that a record has of its own.</summary>
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal) { "Clone", "Equals", "ToNode", "FromNode", "ExtraFields", "Readers", "Writers", "Node", "MapNode" };

    private static readonly HashSet<string> HeldByObjects = new(StringComparer.Ordinal) { "apiVersion", "kind", "metadata" };

    internal static IReadOnlyList<Field> Of(string typeName, JsonObject schema, bool isObject, Func<string, JsonObject, FieldType> typeOf)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        var required = (schema["required"] as JsonArray ?? []).Select(name => (string)name!).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. FieldOrder.Sort(properties.Select(property => property.Key).Where(name => !isObject || !HeldByObjects.Contains(name)))
                .Select(name => new Field(name, PropertyName(typeName, name, properties), typeOf(name, properties[name]!.AsObject()), required.Contains(name))),
        ];
    }

    private static string PropertyName(string typeName, string wireName, JsonObject siblings)
    {
        var name = Words.Pascal(wireName);
        if (wireName.Contains('_', StringComparison.Ordinal) && siblings.Any(other => other.Key != wireName && Words.Pascal(other.Key) == name))
        {
            // Istio keeps old spellings beside the new ones: mirror_percent beside mirrorPercent.
            return char.ToUpperInvariant(wireName[0]) + wireName[1..];
        }

        return name == typeName || Taken.Contains(name) ? name + "Value" : name;
    }
}
