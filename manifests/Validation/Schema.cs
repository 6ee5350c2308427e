namespace Manifests.Validation;

/// <summary>A structural schema: what of OpenAPI's keywords decides about a value.</summary>
internal sealed record Schema
{
    internal string? Type { get; init; }

    internal string? Format { get; init; }

    internal bool IsNullable { get; init; }

    internal bool IsIntOrString { get; init; }

    internal bool PreservesUnknownFields { get; init; }

    /// <summary>What the API server fills in where the field is absent; null where it fills in nothing.</summary>
    internal Node? Default { get; init; }

    internal IReadOnlyList<Node>? Enum { get; init; }

    internal SchemaPattern? Pattern { get; init; }

    internal double? Minimum { get; init; }

    internal double? Maximum { get; init; }

    internal bool IsMinimumExclusive { get; init; }

    internal bool IsMaximumExclusive { get; init; }

    internal double? MultipleOf { get; init; }

    /// <summary>Least and most characters of a string.</summary>
    internal (long? Least, long? Most) Length { get; init; }

    /// <summary>Least and most items of a list.</summary>
    internal (long? Least, long? Most) Items { get; init; }

    /// <summary>Least and most keys of a map.</summary>
    internal (long? Least, long? Most) Properties { get; init; }

    internal IReadOnlyList<string> Required { get; init; } = [];

    internal Dictionary<string, SchemaLink> Fields { get; init; } = [];

    /// <summary>The schema of the values of keys that are no fields; null where there are none.</summary>
    internal SchemaLink? Values { get; init; }

    internal SchemaLink? Item { get; init; }

    /// <summary>Whether items must differ: a set.</summary>
    internal bool IsSet { get; init; }

    /// <summary>The fields by which items must differ; empty where the list is no map.</summary>
    internal IReadOnlyList<string> ListMapKeys { get; init; } = [];

    internal IReadOnlyList<SchemaLink> AllOf { get; init; } = [];

    internal IReadOnlyList<SchemaLink> AnyOf { get; init; } = [];

    internal IReadOnlyList<SchemaLink> OneOf { get; init; } = [];

    internal SchemaLink? Not { get; init; }

    /// <summary>Whether other schemas have a say: <c>allOf</c> and its like.</summary>
    internal bool IsCombined => AllOf.Count > 0 || AnyOf.Count > 0 || OneOf.Count > 0 || Not is not null;
}
