namespace Manifests.Validation;

/// <summary>Lists whose items must differ: sets, and maps by their keys.</summary>
internal static class UniquenessRules
{
    internal static void Validate(ListNode list, Schema schema, ErrorSink sink)
    {
        if (list.Count < 2)
        {
            return;
        }

        if (schema.IsSet)
        {
            Report(list, item => item, SchemaErrorKind.DuplicateItem, index => $"the same as item {index}; items of this list are unique", sink);
        }
        else if (schema.ListMapKeys.Count > 0)
        {
            var keys = string.Join(" and ", schema.ListMapKeys);
            Report(list, item => KeyOf(item, schema), SchemaErrorKind.DuplicateKey, index => $"the same {keys} as item {index}; {keys} is unique in this list", sink);
        }
    }

    private static Node? KeyOf(Node item, Schema schema) => item is MapNode map
        ? new ListNode(schema.ListMapKeys.Select(key => map[key] ?? schema.Item?.Schema.Fields.GetValueOrDefault(key)?.Schema.Default ?? ScalarNode.Null))
        : null;

    private static void Report(ListNode list, Func<Node, Node?> keyOf, SchemaErrorKind kind, Func<int, string> message, ErrorSink sink)
    {
        var seen = new Dictionary<Node, int>(list.Count);
        for (var index = 0; index < list.Count; index++)
        {
            if (keyOf(list[index]) is { } key && !seen.TryAdd(key, index))
            {
                sink.Enter(index);
                sink.Add(kind, list[index].Mark, message(seen[key]));
                sink.Leave();
            }
        }
    }
}
