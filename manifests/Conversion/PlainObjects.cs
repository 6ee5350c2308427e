using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Manifests.Conversion;

/// <summary>Between <see cref="Node"/> and the plain objects that Pulumi takes and gives.</summary>
internal static class PlainObjects
{
    /// <summary>Beyond this a double no longer tells neighbouring whole numbers apart.</summary>
    private const double LargestExactWhole = 9007199254740992;

    internal static object? From(Node node)
    {
        switch (node)
        {
            case MapNode map:
                var entries = ImmutableDictionary.CreateBuilder<string, object?>();
                foreach (var entry in map)
                {
                    entries.Add(entry.Key, From(entry.Value));
                }

                return entries.ToImmutable();
            case ListNode list:
                var items = ImmutableArray.CreateBuilder<object?>(list.Count);
                foreach (var item in list)
                {
                    items.Add(From(item));
                }

                return items.MoveToImmutable();
            default:
                return From((ScalarNode)node);
        }
    }

    internal static Node ToNode(object? value) => value switch
    {
        null => ScalarNode.Null,
        Node node => node,
        string text => new ScalarNode(text),
        bool truth => ScalarNode.Of(truth),
        sbyte or byte or short or ushort or int or uint or long => new ScalarNode(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        float or double or decimal or ulong => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        JsonElement element => JsonElements.ToNode(element),
        IEnumerable<KeyValuePair<string, object?>> entries => Map(entries),
        IDictionary dictionary => Map(Entries(dictionary)),
        IEnumerable sequence => new ListNode(sequence.Cast<object?>().Select(ToNode)),
        _ => throw new ArgumentException($"a value of type {value.GetType()} cannot be part of a manifest", nameof(value)),
    };

    private static object? From(ScalarNode scalar) => scalar.Kind switch
    {
        ScalarKind.Null => null,
        ScalarKind.Boolean => scalar.AsBoolean,
        ScalarKind.Integer or ScalarKind.Float => scalar.AsNumber,
        _ => scalar.AsString,
    };

    private static ScalarNode Number(double value) => Math.Abs(value) <= LargestExactWhole && double.IsInteger(value)
        ? new ScalarNode((long)value)
        : new ScalarNode(value);

    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return entry.Key is string key
                ? KeyValuePair.Create(key, entry.Value)
                : throw new ArgumentException($"a map with a key of type {entry.Key.GetType()} cannot be part of a manifest", nameof(dictionary));
        }
    }

    private static MapNode Map(IEnumerable<KeyValuePair<string, object?>> entries)
    {
        var map = new MapNode();
        foreach (var (key, value) in entries)
        {
            map[key] = ToNode(value);
        }

        return map;
    }
}
