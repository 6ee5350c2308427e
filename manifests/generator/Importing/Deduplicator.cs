using System.Text.Json.Nodes;

namespace Manifests.Generator.Importing;

/// <summary>Moves the object schemas that occur more than once into definitions; what remains refers to them by <c>$ref</c>.</summary>
internal sealed class Deduplicator
{
    /// <summary>Smaller schemas are shorter than a reference and its definition.</summary>
    private const int SmallestShared = 200;

    private readonly Dictionary<string, int> _occurrences = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JsonNode> _definitions = new(StringComparer.Ordinal);

    /// <summary>Rewrites the kinds' schemas in place.</summary>
    /// <returns>The definitions that the schemas refer to now.</returns>
    internal static IReadOnlyDictionary<string, JsonNode> Extract(IReadOnlyList<JsonObject> kinds)
    {
        var deduplicator = new Deduplicator();
        foreach (var kind in kinds)
        {
            deduplicator.Count(kind["schema"]!.AsObject());
        }

        foreach (var kind in kinds)
        {
            kind["schema"] = deduplicator.Rewrite(kind["schema"]!.AsObject(), $"{kind["kind"]}.{kind["version"]}");
        }

        return deduplicator._definitions;
    }

    private void Count(JsonObject schema)
    {
        if (KeyOf(schema) is { } key)
        {
            _occurrences[key] = _occurrences.GetValueOrDefault(key) + 1;
            if (_occurrences[key] > 1)
            {
                return;
            }
        }

        foreach (var (_, child) in ChildrenOf(schema))
        {
            Count(child);
        }
    }

    private JsonObject Rewrite(JsonObject schema, string path)
    {
        var key = KeyOf(schema);
        if (key is null || _occurrences[key] < 2)
        {
            return RewriteChildren(schema, path);
        }

        if (!_names.TryGetValue(key, out var name))
        {
            name = path;
            _names.Add(key, name);
            _definitions.Add(name, RewriteChildren(schema, path));
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }

    private JsonObject RewriteChildren(JsonObject schema, string path)
    {
        var rewritten = new JsonObject();
        foreach (var (keyword, value) in schema)
        {
            rewritten[keyword] = (keyword, value) switch
            {
                ("properties", JsonObject properties) => new JsonObject(properties.Select(property =>
                    KeyValuePair.Create(property.Key, (JsonNode?)Rewrite(property.Value!.AsObject(), $"{path}.{property.Key}")))),
                ("items", JsonObject item) => Rewrite(item, $"{path}[]"),
                ("additionalProperties", JsonObject item) => Rewrite(item, $"{path}{{}}"),
                _ => value?.DeepClone(),
            };
        }

        return rewritten;
    }

    private static string? KeyOf(JsonObject schema) =>
        schema.ContainsKey("properties") && schema.ToJsonString() is { Length: >= SmallestShared } key ? key : null;

    private static IEnumerable<(string Name, JsonObject Schema)> ChildrenOf(JsonObject schema)
    {
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            yield return (name, property!.AsObject());
        }

        foreach (var keyword in (string[])["items", "additionalProperties"])
        {
            if (schema[keyword] is JsonObject item)
            {
                yield return (keyword, item);
            }
        }
    }
}
