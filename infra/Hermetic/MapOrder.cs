using Manifests;

namespace Infra.Hermetic;

/// <summary>
/// Gives maps an order again: on the way through the engine they become dictionaries, whose order differs from process to process.
/// </summary>
internal static class MapOrder
{
    /// <summary>The object with the fields of its record in the order of manifests, and every other map ordered by key.</summary>
    public static MapNode Restore(MapNode inputs)
    {
        var sorted = Sort(inputs);
        return KubernetesObject.Read(sorted)?.ToNode() ?? sorted;
    }

    private static Node Sort(Node node) => node switch
    {
        MapNode map => Sort(map),
        ListNode list => Sort(list),
        _ => node,
    };

    private static MapNode Sort(MapNode map)
    {
        var sorted = new MapNode(map.Count);
        foreach (var entry in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            sorted.Add(entry.Key, Sort(entry.Value));
        }

        return sorted;
    }

    private static ListNode Sort(ListNode list)
    {
        var sorted = new ListNode();
        foreach (var item in list)
        {
            sorted.Add(Sort(item));
        }

        return sorted;
    }
}
