using System.Text.Json.Nodes;

namespace Manifests.Generator.Generating;

/// <summary>From schemas to field types.</summary>
internal static class FieldTypes
{
    internal static readonly FieldType Any = Reference("Node", "Any");
    private static readonly FieldType Map = new("MapNode", FieldForm.Reference, "Readers.Map", "Writers.Any");

    /// <summary>The type of a schema; <paramref name="named"/> names the records and enums, or answers null where the schema is neither.</summary>
    internal static FieldType Of(JsonObject schema, Func<JsonObject, FieldType?> named)
    {
        if (named(schema) is { } type)
        {
            return type;
        }

        if ((bool?)schema["x-kubernetes-int-or-string"] == true)
        {
            return IsQuantity(schema)
                ? new FieldType("string", FieldForm.Reference, "Readers.Quantity", "Writers.String")
                : new FieldType("IntOrString", FieldForm.IntOrString, "Readers.IntOrString", "Writers.IntOrString");
        }

        return (string?)schema["type"] switch
        {
            "string" => Reference("string", "String"),
            "boolean" => new FieldType("bool", FieldForm.Value, "Readers.Boolean", "Writers.Boolean"),
            "integer" => FitsInt32(schema)
                ? new FieldType("int", FieldForm.Value, "Readers.Int32", "Writers.Int32")
                : new FieldType("long", FieldForm.Value, "Readers.Int64", "Writers.Int64"),
            "number" => new FieldType("double", FieldForm.Value, "Readers.Double", "Writers.Double"),
            "array" => ListOf(schema["items"] is JsonObject items ? Of(items, named) : Any),
            "object" when schema["additionalProperties"] is JsonObject values => MapOf(Of(values, named)),
            "object" => Map,
            _ => Any,
        };
    }

    internal static FieldType Record(string name) => new(name, FieldForm.Record, $"Readers.Object<{name}>", "Writers.Object");

    internal static FieldType Enum(string name) => new(name, FieldForm.Enum, $"{name}Wire.TryRead", $"{name}Wire.ToNode");

    private static FieldType Reference(string name, string codec) => new(name, FieldForm.Reference, $"Readers.{codec}", $"Writers.{codec}");

    private static FieldType ListOf(FieldType item) => new(
        $"ValueList<{item.Name}>", FieldForm.List, $"Readers.ListOf<{item.Name}>({item.Reader})", $"static items => Writers.List(items, {item.Writer})", item);

    private static FieldType MapOf(FieldType item) => new(
        $"ValueMap<{item.Name}>", FieldForm.Map, $"Readers.MapOf<{item.Name}>({item.Reader})", $"static entries => Writers.Map(entries, {item.Writer})", item);

    /// <summary>Quantities are recognised by their format (Kubernetes) or by their pattern (custom resources), which begins with a sign.</summary>
    private static bool IsQuantity(JsonObject schema) =>
        (string?)schema["format"] == "quantity" || ((string?)schema["pattern"])?.StartsWith(@"^(\+|-)?((", StringComparison.Ordinal) == true;

    private static bool FitsInt32(JsonObject schema) =>
        (string?)schema["format"] == "int32" || (schema["maximum"] is { } maximum && maximum.GetValue<double>() <= int.MaxValue);
}
