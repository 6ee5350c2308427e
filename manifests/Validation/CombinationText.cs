namespace Manifests.Validation;

/// <summary>What <c>anyOf</c>, <c>oneOf</c> and <c>not</c> ask for, in words.</summary>
internal static class CombinationText
{
    internal static string OfAnyOf(Schema schema) => FieldsOf(schema.AnyOf) is { } fields
        ? $"at least one of {fields} is required"
        : "fits none of the forms that the schema allows (anyOf)";

    internal static string OfOneOf(Schema schema, int matches)
    {
        // Istio's form for "at most one": none of the fields, or exactly one of them.
        var alternatives = schema.OneOf.Where(link => link.Schema.Not is null).ToList();
        var atMost = alternatives.Count < schema.OneOf.Count;
        if (FieldsOf(alternatives) is not { } fields)
        {
            return $"fits {matches} of the forms of which the schema allows exactly one (oneOf)";
        }

        return atMost || matches > 0 ? $"only one of {fields} is allowed" : $"one of {fields} is required";
    }

    internal static string OfNot(Schema not, Node node, ErrorSink sink) => not switch
    {
        { Enum: { } values } => $"{sink.Show(node)} is not allowed here (not {string.Join(", ", values)})",
        { Required: { Count: > 0 } required } => $"{string.Join(" and ", required)} must not be set together here",
        _ => "has the form that the schema excludes (not)",
    };

    private static string? FieldsOf(IReadOnlyList<SchemaLink> alternatives) =>
        alternatives.Count > 0 && alternatives.All(link => link.Schema.Required.Count > 0)
            ? string.Join(", ", alternatives.Select(link => string.Join(" with ", link.Schema.Required)))
            : null;
}
