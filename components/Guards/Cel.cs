namespace Components.Guards;

/// <summary>The forms of CEL expressions (Common Expression Language, language definition) that the guards are put together from.</summary>
internal static class Cel
{
    /// <summary>The object's namespace and name, as <see cref="List"/> names objects.</summary>
    public const string Id = "object.metadata.namespace + '/' + object.metadata.name";

    /// <summary>The kind, namespace and name of an object that is deleted; a namespace's own has none in front.</summary>
    public const string DeletedId =
        "oldObject.kind + ' ' + (has(oldObject.metadata.namespace) ? oldObject.metadata.namespace + '/' : '') + oldObject.metadata.name";

    /// <summary>A text as a literal.</summary>
    public static string Text(string value) =>
        "'" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";

    /// <summary>A list of texts as a literal.</summary>
    public static string List(IEnumerable<string> values) => $"[{string.Join(", ", values.Order(StringComparer.Ordinal).Select(Text))}]";

    /// <summary>A map as a literal, of texts to expressions.</summary>
    public static string Map(IEnumerable<KeyValuePair<string, string>> entries) => $"{{{string.Join(", ", entries
        .OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{Text(entry.Key)}: {entry.Value}"))}}}";

    /// <summary>A set of texts as a literal: a map, in which a key is found without looking at the others.</summary>
    public static string Set(IEnumerable<string> values) => Map(values.Distinct(StringComparer.Ordinal).Select(value => KeyValuePair.Create(value, "true")));

    /// <summary>A condition in which a variable stands for a value.</summary>
    public static string Within(string variable, string value, string condition) => $"[{value}].all({variable}, {condition})";

    /// <summary>Whether a field is there, and with it everything that it lies in; <c>has()</c> alone fails where an outer field is missing.</summary>
    public static string Has(string root, params IReadOnlyList<string> fields) => string.Join(
        " && ", Enumerable.Range(1, fields.Count).Select(count => $"has({root}.{string.Join('.', fields.Take(count))})"));

    /// <summary>Whether a map is there and has a key.</summary>
    public static string HasKey(string root, IReadOnlyList<string> fields, string key) =>
        $"{Has(root, fields)} && {Text(key)} in {root}.{string.Join('.', fields)}";

    /// <summary>A condition that only counts where a field is there.</summary>
    public static string IfHas(string root, IReadOnlyList<string> fields, string condition) => $"!({Has(root, fields)}) || ({condition})";

    /// <summary>Whether one of the conditions holds.</summary>
    public static string Any(params IReadOnlyList<string> conditions) => string.Join(" || ", conditions.Select(condition => $"({condition})"));

    /// <summary>Whether all of the conditions hold.</summary>
    public static string All(params IReadOnlyList<string> conditions) => string.Join(" && ", conditions.Select(condition => $"({condition})"));
}
