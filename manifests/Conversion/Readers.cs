using System.Diagnostics.CodeAnalysis;

namespace Manifests.Conversion;

/// <summary>The <see cref="NodeReader{T}"/>s of the types that generated records have.</summary>
internal static class Readers
{
    internal static bool Any(Node node, [MaybeNullWhen(false)] out Node value)
    {
        value = node;
        return true;
    }

    internal static bool Map(Node node, [MaybeNullWhen(false)] out MapNode value)
    {
        value = node as MapNode;
        return value is not null;
    }

    internal static bool String(Node node, [MaybeNullWhen(false)] out string value)
    {
        value = (node as ScalarNode)?.AsString;
        return value is not null;
    }

    /// <summary>A quantity, which the wire also takes as a number; its spelling is kept.</summary>
    internal static bool Quantity(Node node, [MaybeNullWhen(false)] out string value)
    {
        value = node is ScalarNode { Kind: ScalarKind.String or ScalarKind.Integer or ScalarKind.Float } scalar ? scalar.Text : null;
        return value is not null;
    }

    internal static bool Boolean(Node node, out bool value)
    {
        var found = (node as ScalarNode)?.AsBoolean;
        value = found ?? false;
        return found is not null;
    }

    internal static bool Int32(Node node, out int value)
    {
        var found = (node as ScalarNode)?.AsInteger;
        var fits = found is >= int.MinValue and <= int.MaxValue;
        value = fits ? (int)found.GetValueOrDefault() : 0;
        return fits;
    }

    internal static bool Int64(Node node, out long value)
    {
        var found = (node as ScalarNode)?.AsInteger;
        value = found ?? 0;
        return found is not null;
    }

    internal static bool Double(Node node, out double value)
    {
        var found = (node as ScalarNode)?.AsNumber;
        value = found ?? 0;
        return found is not null;
    }

    internal static bool IntOrString(Node node, out IntOrString value)
    {
        value = node switch
        {
            ScalarNode { AsInteger: { } number } => new IntOrString(number),
            ScalarNode { AsString: { } text } => new IntOrString(text),
            _ => default,
        };
        return node is ScalarNode { Kind: ScalarKind.Integer or ScalarKind.String };
    }

    internal static bool Object<T>(Node node, [MaybeNullWhen(false)] out T value)
        where T : ManifestRecord, IManifestRecord<T>
    {
        value = node is MapNode map ? T.FromNode(map) : null;
        return value is not null;
    }

    internal static NodeReader<ValueList<T>> ListOf<T>(NodeReader<T> item) =>
        (Node node, [MaybeNullWhen(false)] out ValueList<T> value) => List(node, item, out value);

    internal static NodeReader<ValueMap<T>> MapOf<T>(NodeReader<T> item) =>
        (Node node, [MaybeNullWhen(false)] out ValueMap<T> value) => Map(node, item, out value);

    internal static bool List<T>(Node node, NodeReader<T> item, [MaybeNullWhen(false)] out ValueList<T> value)
    {
        value = null;
        if (node is not ListNode list)
        {
            return false;
        }

        var items = new T[list.Count];
        for (var position = 0; position < items.Length; position++)
        {
            if (!item(list[position], out var read))
            {
                return false;
            }

            items[position] = read;
        }

        value = new ValueList<T>(items);
        return true;
    }

    internal static bool Map<T>(Node node, NodeReader<T> item, [MaybeNullWhen(false)] out ValueMap<T> value)
    {
        value = null;
        if (node is not MapNode map)
        {
            return false;
        }

        var entries = new List<KeyValuePair<string, T>>(map.Count);
        foreach (var entry in map)
        {
            if (!item(entry.Value, out var read))
            {
                return false;
            }

            entries.Add(new KeyValuePair<string, T>(entry.Key, read));
        }

        value = new ValueMap<T>(entries);
        return true;
    }
}
