using System.Globalization;
using Manifests;

namespace Policies.Rules;

/// <summary>Paths of fields as findings write them: <c>spec.rules[0].to[1].operation</c>; a key with dots stands in quotes, <c>labels['a.b/c']</c>.</summary>
internal static class FieldPath
{
    /// <summary>Where a field was written, or the innermost part of its path that is there.</summary>
    public static Mark? Locate(MapNode root, string path)
    {
        Node node = root;
        var mark = root.Mark;
        var rest = path.AsSpan();
        while (rest.Length > 0)
        {
            var (next, at) = rest[0] == '[' && rest[1] != '\'' ? Item(node, ref rest) : Entry(node, ref rest);
            if (next is null)
            {
                break;
            }

            (node, mark) = (next, at ?? mark);
            rest = rest is ['.', ..] ? rest[1..] : rest;
        }

        return mark;
    }

    /// <summary>A path's text with a key appended, in quotes where it has a dot.</summary>
    public static string Key(string path, string key) =>
        key.AsSpan().ContainsAny('.', '[') ? $"{path}['{key}']" : $"{path}.{key}";

    private static (Node? Node, Mark? Mark) Item(Node node, ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(']');
        var index = int.Parse(rest[1..end], NumberStyles.None, CultureInfo.InvariantCulture);
        rest = rest[(end + 1)..];
        return node is ListNode list && index < list.Count ? (list[index], list[index].Mark) : (null, null);
    }

    private static (Node? Node, Mark? Mark) Entry(Node node, ref ReadOnlySpan<char> rest)
    {
        string key;
        if (rest[0] == '[')
        {
            var end = rest.IndexOf("']");
            key = rest[2..end].ToString();
            rest = rest[(end + 2)..];
        }
        else
        {
            var end = rest.IndexOfAny('.', '[');
            end = end < 0 ? rest.Length : end;
            key = rest[..end].ToString();
            rest = rest[end..];
        }

        return node is MapNode map && map.IndexOf(key) is >= 0 and var position
            ? (map.EntryAt(position).Value, map.EntryAt(position).KeyMark)
            : (null, null);
    }
}
