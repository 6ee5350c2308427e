using System.Text.Json.Nodes;

namespace Manifests.Generator.Importing;

/// <summary>Reduces a schema to what decides whether a value is valid and what its type is.</summary>
internal static class SchemaTrimmer
{
    /// <summary>The keywords that are kept, in the order in which they are written.</summary>
    private static readonly string[] Kept =
    [
        "$ref", "type", "format", "nullable", "enum", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "default", "required",
        "x-kubernetes-int-or-string", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource",
        "x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-map-type",
        "properties", "additionalProperties", "items", "allOf", "anyOf", "oneOf", "not",
    ];

    internal static JsonObject Trim(JsonObject schema)
    {
        var trimmed = new JsonObject();
        foreach (var keyword in Kept)
        {
            if (schema.TryGetPropertyValue(keyword, out var value) && value is not null)
            {
                trimmed[keyword] = TrimValue(keyword, value);
            }
        }

        return trimmed;
    }

    private static JsonNode TrimValue(string keyword, JsonNode value) => (keyword, value) switch
    {
        ("properties", JsonObject properties) => new JsonObject(properties
            .OrderBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => KeyValuePair.Create(property.Key, (JsonNode?)Trim(property.Value!.AsObject())))),
        ("additionalProperties" or "items" or "not", JsonObject inner) => Trim(inner),
        ("allOf" or "anyOf" or "oneOf", JsonArray alternatives) => new JsonArray([.. alternatives.Select(item => Trim(item!.AsObject()))]),
        _ => value.DeepClone(),
    };
}
