namespace Manifests.Validation;

/// <summary>A value against a structural schema.</summary>
/// <param name="sink">Where errors go.</param>
/// <param name="isBuiltIn">Whether the kind is Kubernetes' own, whose decoder takes null for the zero value of any type.</param>
/// <param name="refusesUnknown">Whether unknown fields are errors; not so inside <c>anyOf</c> and its like, which only add conditions.</param>
internal sealed class ValueValidation(ErrorSink sink, bool isBuiltIn, bool refusesUnknown = true)
{
    internal void Validate(Node node, Schema schema) => Validate(node, schema, schema);

    /// <summary>
    /// A value against a schema; <paramref name="fields"/> is the schema that knows the fields' defaults, which <c>anyOf</c> and its like do not
    /// repeat.
    /// </summary>
    private void Validate(Node node, Schema schema, Schema fields)
    {
        if (node is ScalarNode { IsNull: true } && (isBuiltIn || schema.IsNullable))
        {
            return;
        }

        if (!TypeRules.Fits(node, schema))
        {
            sink.Add(SchemaErrorKind.WrongType, node.Mark, $"{sink.Show(node)} is {TypeRules.NameOf(node)}; {TypeRules.Expected(schema)} is allowed");
            return;
        }

        switch (node)
        {
            case MapNode map:
                ValidateMap(map, schema, fields);
                break;
            case ListNode list:
                ValidateList(list, schema);
                break;
            case ScalarNode scalar:
                ScalarRules.Validate(scalar, schema, sink);
                break;
        }

        ValidateEnum(node, schema);
        if (schema.IsCombined)
        {
            ValidateCombinations(node, schema, fields);
        }
    }

    /// <summary>A field of a map; <paramref name="schema"/> is the map's.</summary>
    internal void ValidateField(MapEntry entry, Schema schema)
    {
        var link = schema.Fields.GetValueOrDefault(entry.Key) ?? schema.Values;
        sink.Enter(entry.Key);
        if (link is null)
        {
            if (refusesUnknown && !schema.PreservesUnknownFields)
            {
                sink.Add(SchemaErrorKind.UnknownField, entry.KeyMark ?? entry.Value.Mark, $"unknown field '{entry.Key}'{DidYouMean.Suffix(entry.Key, schema.Fields.Keys)}");
            }
        }
        else if (!IsDroppedNull(entry.Value, link.Schema))
        {
            Validate(entry.Value, link.Schema);
        }

        sink.Leave();
    }

    internal void ValidateRequired(MapNode map, Schema schema, IReadOnlyCollection<string> except) => ValidateRequired(map, schema, schema, except);

    internal void ValidateCombinations(Node node, Schema schema) => ValidateCombinations(node, schema, schema);

    private void ValidateRequired(MapNode map, Schema schema, Schema fields, IReadOnlyCollection<string> except)
    {
        for (var index = 0; index < schema.Required.Count; index++)
        {
            var name = schema.Required[index];
            if (!IsPresent(map, name, fields) && !except.Contains(name))
            {
                sink.Enter(name);
                sink.Add(SchemaErrorKind.MissingField, map.Mark, $"the field '{name}' is required");
                sink.Leave();
            }
        }
    }

    private void ValidateCombinations(Node node, Schema schema, Schema fields)
    {
        foreach (var link in schema.AllOf)
        {
            new ValueValidation(sink, isBuiltIn, refusesUnknown: false).Validate(node, link.Schema, fields);
        }

        if (schema.AnyOf.Count > 0 && !schema.AnyOf.Any(link => Matches(node, link, fields)))
        {
            sink.Add(SchemaErrorKind.InvalidCombination, node.Mark, CombinationText.OfAnyOf(schema));
        }

        if (schema.OneOf.Count > 0 && schema.OneOf.Count(link => Matches(node, link, fields)) is var matches and not 1)
        {
            sink.Add(SchemaErrorKind.InvalidCombination, node.Mark, CombinationText.OfOneOf(schema, matches));
        }

        if (schema.Not is { } not && Matches(node, not, fields))
        {
            sink.Add(SchemaErrorKind.InvalidCombination, node.Mark, CombinationText.OfNot(not.Schema, node, sink));
        }
    }

    /// <summary>A null in a field that is not nullable counts as absent: the API server drops it before it validates.</summary>
    private static bool IsDroppedNull(Node node, Schema schema) => node is ScalarNode { IsNull: true } && !schema.IsNullable;

    /// <summary>Whether a map has a field once defaults are filled in.</summary>
    private static bool IsPresent(MapNode map, string name, Schema fields)
    {
        var field = fields.Fields.GetValueOrDefault(name)?.Schema;
        return (map[name] is { } value && (field is null || !IsDroppedNull(value, field))) || field?.Default is not null;
    }

    private bool Matches(Node node, SchemaLink link, Schema fields)
    {
        var trial = new ErrorSink(showsValues: false);
        new ValueValidation(trial, isBuiltIn, refusesUnknown: false).Validate(node, link.Schema, fields);
        return trial.Errors.Count == 0;
    }

    private void ValidateMap(MapNode map, Schema schema, Schema fields)
    {
        foreach (var entry in map)
        {
            ValidateField(entry, schema);
        }

        ValidateRequired(map, schema, fields, except: []);
        SizeRules.Validate(map.Count, schema.Properties, "keys", map.Mark, sink);
    }

    private void ValidateList(ListNode list, Schema schema)
    {
        for (var index = 0; schema.Item is { } item && index < list.Count; index++)
        {
            sink.Enter(index);
            Validate(list[index], item.Schema);
            sink.Leave();
        }

        SizeRules.Validate(list.Count, schema.Items, "items", list.Mark, sink);
        UniquenessRules.Validate(list, schema, sink);
    }

    private void ValidateEnum(Node node, Schema schema)
    {
        if (schema.Enum is { } allowed && !allowed.Contains(node))
        {
            NotInEnum(node, allowed);
        }
    }

    private void NotInEnum(Node node, IReadOnlyList<Node> allowed)
    {
        var known = allowed.Select(value => value.ToString()!).ToList();
        var suggestion = node is ScalarNode { AsString: { } text } ? DidYouMean.Suffix(text, known) : "";
        sink.Add(SchemaErrorKind.NotInEnum, node.Mark, $"{sink.Show(node)} is not one of {string.Join(", ", known.Select(value => value.Length == 0 ? "\"\"" : value))}{suggestion}");
    }
}
