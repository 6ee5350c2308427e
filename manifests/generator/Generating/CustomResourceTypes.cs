using System.Text;
using System.Text.Json.Nodes;

namespace Manifests.Generator.Generating;

/// <summary>The records and enums of one custom resource.</summary>
internal sealed class CustomResourceTypes
{
    private readonly SchemaSnapshot _snapshot;
    private readonly Identity _identity;
    private readonly string _namespace;
    private readonly IReadOnlyDictionary<string, string> _names;
    private readonly Dictionary<string, RecordType> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EnumType> _enums = new(StringComparer.Ordinal);

    private CustomResourceTypes(SchemaSnapshot snapshot, Identity identity, JsonObject schema)
    {
        _snapshot = snapshot;
        _identity = identity;
        _namespace = Namespaces.Of(identity.Group, identity.Version);
        var parts = new List<(string Path, string[] Words, string Shape)>();
        foreach (var (name, property) in PropertiesOf(schema).Where(property => property.Key != "metadata"))
        {
            CollectParts(name, [Words.Pascal(name)], property!.AsObject(), parts);
        }

        _names = TypeNames.Choose(identity.Kind, parts);
    }

    internal static SourceFile Build(SchemaSnapshot snapshot, Identity identity, JsonObject schema)
    {
        var resolved = snapshot.Resolve(schema);
        var types = new CustomResourceTypes(snapshot, identity, resolved);
        var scope = identity.IsNamespaced ? "in a namespace" : "cluster-wide";
        var summary = $"<c>{identity.ApiVersion}</c> {identity.Kind}, {scope}.";
        var fields = Fields.Of(identity.Kind, resolved, isObject: true, (name, property) => types.TypeOf(name, property));
        var root = new RecordType(types._namespace, identity.Kind, summary, identity, fields);
        return new SourceFile(
            SourceText.PathOf(types._namespace, identity.Kind), snapshot.FileName, types._namespace, [root, .. types._records.Values], [.. types._enums.Values]);
    }

    private static JsonObject PropertiesOf(JsonObject schema) => schema["properties"] as JsonObject ?? [];

    private static bool IsEnum(JsonObject schema) => (string?)schema["type"] == "string" && schema["enum"] is JsonArray;

    private static IEnumerable<string> EnumOf(JsonObject schema) => schema["enum"]!.AsArray().Select(value => (string)value!);

    /// <summary>Lists every record and enum below a property. <paramref name="words"/> leaves out a leading <c>spec</c>, which says nothing.</summary>
    private void CollectParts(string path, string[] words, JsonObject schema, List<(string Path, string[] Words, string Shape)> parts)
    {
        schema = _snapshot.Resolve(schema);
        if (schema.ContainsKey("properties") || IsEnum(schema))
        {
            parts.Add((path, words, ShapeOf(schema)));
        }

        var prefix = words is ["Spec"] && path == "spec" ? [] : words;
        foreach (var (name, property) in PropertiesOf(schema))
        {
            CollectParts($"{path}.{name}", [.. prefix, Words.Pascal(name)], property!.AsObject(), parts);
        }

        foreach (var (suffix, item) in ItemsOf(schema))
        {
            CollectParts(path + suffix, [.. words[..^1], Words.OneOf(words[^1])], item, parts);
        }
    }

    private static IEnumerable<(string Suffix, JsonObject Schema)> ItemsOf(JsonObject schema)
    {
        if (schema["items"] is JsonObject items)
        {
            yield return ("[]", items);
        }

        if (schema["additionalProperties"] is JsonObject values)
        {
            yield return ("{}", values);
        }
    }

    /// <summary>A text that is equal for schemas whose C# types are equal.</summary>
    private string ShapeOf(JsonObject schema)
    {
        schema = _snapshot.Resolve(schema);
        if (IsEnum(schema))
        {
            return $"enum({string.Join('|', EnumOf(schema))})";
        }

        var shape = new StringBuilder(FieldTypes.Of(schema, _ => null).Name);
        foreach (var (_, item) in ItemsOf(schema))
        {
            shape.Append('<').Append(ShapeOf(item)).Append('>');
        }

        foreach (var (name, property) in PropertiesOf(schema))
        {
            shape.Append('{').Append(name).Append(':').Append(ShapeOf(property!.AsObject())).Append('}');
        }

        return shape.Append(schema["required"]?.ToJsonString()).ToString();
    }

    private FieldType TypeOf(string path, JsonObject schema)
    {
        schema = _snapshot.Resolve(schema);
        if (schema.ContainsKey("properties"))
        {
            return RecordAt(path, schema);
        }

        if (IsEnum(schema))
        {
            var name = _names[path];
            _enums.TryAdd(name, new EnumType(_namespace, name, $"Values of <c>{path}</c> of {_identity.Kind}.", [.. EnumOf(schema)]));
            return FieldTypes.Enum(name);
        }

        var (suffix, item) = ItemsOf(schema).FirstOrDefault();
        return item is null
            ? FieldTypes.Of(schema, _ => null)
            : FieldTypes.Of(schema, inner => ReferenceEquals(inner, item) ? TypeOf(path + suffix, item) : null);
    }

    private FieldType RecordAt(string path, JsonObject schema)
    {
        var name = _names[path];
        if (!_records.ContainsKey(name))
        {
            // The place is taken before the fields are walked, so that records come in the order in which a reader meets them.
            _records.Add(name, new RecordType(_namespace, name, $"<c>{path}</c> of {_identity.Kind}.", null, []));
            var fields = Fields.Of(name, schema, isObject: false, (field, property) => TypeOf($"{path}.{field}", property));
            _records[name] = _records[name] with { Fields = fields };
        }

        return FieldTypes.Record(name);
    }
}
