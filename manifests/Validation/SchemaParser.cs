using System.Text.Json;

namespace Manifests.Validation;

/// <summary>Reads a <see cref="Schema"/> from a snapshot's JSON.</summary>
internal static class SchemaParser
{
    internal static Schema Parse(JsonElement json, SchemaSnapshot snapshot)
    {
        var additional = Find(json, "additionalProperties");
        return new Schema
        {
            Type = Text(json, "type"),
            Format = Text(json, "format"),
            IsNullable = Flag(json, "nullable"),
            IsIntOrString = Flag(json, "x-kubernetes-int-or-string"),
            PreservesUnknownFields = Flag(json, "x-kubernetes-preserve-unknown-fields") || additional?.ValueKind is JsonValueKind.True,
            Default = Find(json, "default") is { } value ? Node.FromJson(value) : null,
            Enum = Find(json, "enum") is { } values ? [.. values.EnumerateArray().Select(Node.FromJson)] : null,
            Pattern = Text(json, "pattern") is { } pattern ? SchemaPattern.Of(pattern) : null,
            Minimum = Number(json, "minimum"),
            Maximum = Number(json, "maximum"),
            IsMinimumExclusive = Flag(json, "exclusiveMinimum"),
            IsMaximumExclusive = Flag(json, "exclusiveMaximum"),
            MultipleOf = Number(json, "multipleOf"),
            Length = (Whole(json, "minLength"), Whole(json, "maxLength")),
            Items = (Whole(json, "minItems"), Whole(json, "maxItems")),
            Properties = (Whole(json, "minProperties"), Whole(json, "maxProperties")),
            Required = Texts(json, "required"),
            Fields = Find(json, "properties") is { } fields
                ? fields.EnumerateObject().ToDictionary(field => field.Name, field => new SchemaLink(snapshot, field.Value), StringComparer.Ordinal)
                : [],
            Values = additional is { ValueKind: JsonValueKind.Object } map ? new SchemaLink(snapshot, map) : null,
            Item = Find(json, "items") is { } item ? new SchemaLink(snapshot, item) : null,
            IsSet = Text(json, "x-kubernetes-list-type") == "set" || Flag(json, "uniqueItems"),
            ListMapKeys = Texts(json, "x-kubernetes-list-map-keys"),
            AllOf = Links(json, "allOf", snapshot),
            AnyOf = Links(json, "anyOf", snapshot),
            OneOf = Links(json, "oneOf", snapshot),
            Not = Find(json, "not") is { } not ? new SchemaLink(snapshot, not) : null,
        };
    }

    private static JsonElement? Find(JsonElement json, string keyword) => json.TryGetProperty(keyword, out var value) ? value : null;

    private static string? Text(JsonElement json, string keyword) => Find(json, keyword)?.GetString();

    private static bool Flag(JsonElement json, string keyword) => Find(json, keyword)?.ValueKind is JsonValueKind.True;

    private static double? Number(JsonElement json, string keyword) => Find(json, keyword)?.GetDouble();

    private static long? Whole(JsonElement json, string keyword) => Find(json, keyword)?.GetInt64();

    private static IReadOnlyList<string> Texts(JsonElement json, string keyword) =>
        Find(json, keyword) is { } values ? [.. values.EnumerateArray().Select(value => value.GetString()!)] : [];

    private static IReadOnlyList<SchemaLink> Links(JsonElement json, string keyword, SchemaSnapshot snapshot) =>
        Find(json, keyword) is { } values ? [.. values.EnumerateArray().Select(value => new SchemaLink(snapshot, value))] : [];
}
