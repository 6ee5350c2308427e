namespace Manifests.Validation;

/// <summary>Whether a node is of a schema's type.</summary>
internal static class TypeRules
{
    internal static bool Fits(Node node, Schema schema)
    {
        if (schema.IsIntOrString)
        {
            return node is ScalarNode { Kind: ScalarKind.String or ScalarKind.Integer }
                || (schema.Format == StringFormats.Quantity && node is ScalarNode { Kind: ScalarKind.Float });
        }

        return schema.Type switch
        {
            "object" => node is MapNode,
            "array" => node is ListNode,
            "string" => node is ScalarNode { Kind: ScalarKind.String },
            "boolean" => node is ScalarNode { Kind: ScalarKind.Boolean },
            "integer" => node is ScalarNode { Kind: ScalarKind.Integer },
            "number" => node is ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Float },
            _ => true,
        };
    }

    internal static string NameOf(Node node) => node switch
    {
        MapNode => "a map",
        ListNode => "a list",
        ScalarNode { Kind: ScalarKind.Null } => "null",
        ScalarNode { Kind: ScalarKind.Boolean } => "a boolean",
        ScalarNode { Kind: ScalarKind.Integer } => "an integer",
        ScalarNode { Kind: ScalarKind.Float } => "a number",
        _ => "a string",
    };

    internal static string Expected(Schema schema) => schema.IsIntOrString ? "an integer or a string" : schema.Type switch
    {
        "object" => "a map",
        "array" => "a list",
        "integer" => "an integer",
        var type => $"a {type}",
    };
}
