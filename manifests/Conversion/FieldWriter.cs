namespace Manifests.Conversion;

/// <summary>Writes the fields of a record that are set.</summary>
internal static class FieldWriter
{
    internal static void Put(this MapNode node, string key, Node? value)
    {
        if (value is not null)
        {
            node.AddNew(key, value);
        }
    }

    internal static void Put(this MapNode node, string key, string? value)
    {
        if (value is not null)
        {
            node.AddNew(key, new ScalarNode(value));
        }
    }

    internal static void Put(this MapNode node, string key, bool? value)
    {
        if (value is { } known)
        {
            node.AddNew(key, ScalarNode.Of(known));
        }
    }

    internal static void Put(this MapNode node, string key, long? value)
    {
        if (value is { } known)
        {
            node.AddNew(key, new ScalarNode(known));
        }
    }

    internal static void Put(this MapNode node, string key, double? value)
    {
        if (value is { } known)
        {
            node.AddNew(key, new ScalarNode(known));
        }
    }

    internal static void PutIntOrString(this MapNode node, string key, IntOrString? value) => node.Put(key, value?.ToNode());

    internal static void Put(this MapNode node, string key, ManifestRecord? value) => node.Put(key, value?.ToNode());

    internal static void Put<T>(this MapNode node, string key, ValueList<T>? items, Func<T, Node> write)
    {
        if (items is not null)
        {
            node.AddNew(key, Writers.List(items, write));
        }
    }

    internal static void Put<T>(this MapNode node, string key, ValueMap<T>? entries, Func<T, Node> write)
    {
        if (entries is not null)
        {
            node.AddNew(key, Writers.Map(entries, write));
        }
    }

    /// <summary>Writes back what was read and had no property.</summary>
    internal static MapNode PutExtra(this MapNode node, MapNode? extra)
    {
        if (extra is not null)
        {
            foreach (var entry in extra)
            {
                node[entry.Key] = entry.Value;
            }
        }

        return node;
    }
}
