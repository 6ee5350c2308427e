using System.Text.Json;

namespace Manifests.Conversion;

/// <summary>From <see cref="JsonElement"/> to <see cref="Node"/>.</summary>
internal static class JsonElements
{
    internal static Node ToNode(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Map(element),
        JsonValueKind.Array => List(element),
        JsonValueKind.String => new ScalarNode(element.GetString()!),
        JsonValueKind.Number => element.TryGetInt64(out var whole)
            ? new ScalarNode(whole)
            : new ScalarNode(element.GetDouble(), element.GetRawText()),
        JsonValueKind.True => ScalarNode.Of(true),
        JsonValueKind.False => ScalarNode.Of(false),
        _ => ScalarNode.Null,
    };

    private static MapNode Map(JsonElement element)
    {
        var map = new MapNode();
        foreach (var property in element.EnumerateObject())
        {
            map[property.Name] = ToNode(property.Value);
        }

        return map;
    }

    private static ListNode List(JsonElement element)
    {
        var list = new ListNode(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            list.Add(ToNode(item));
        }

        return list;
    }
}
