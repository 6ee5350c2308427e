namespace Manifests.Conversion;

/// <summary>Nodes of the types that generated records have.</summary>
internal static class Writers
{
    internal static Node Any(Node value) => value;

    internal static Node String(string value) => new ScalarNode(value);

    internal static Node Boolean(bool value) => ScalarNode.Of(value);

    internal static Node Int32(int value) => new ScalarNode(value);

    internal static Node Int64(long value) => new ScalarNode(value);

    internal static Node Double(double value) => new ScalarNode(value);

    internal static Node IntOrString(IntOrString value) => value.ToNode();

    internal static Node Object(ManifestRecord value) => value.ToNode();

    internal static ListNode List<T>(ValueList<T> items, Func<T, Node> write)
    {
        var list = new ListNode(items.Count);
        foreach (var item in items.Items)
        {
            list.Add(write(item));
        }

        return list;
    }

    internal static MapNode Map<T>(ValueMap<T> entries, Func<T, Node> write)
    {
        var map = new MapNode(entries.Count);
        foreach (var (key, value) in entries.Entries)
        {
            map.AddNew(key, write(value));
        }

        return map;
    }
}
