using Manifests;

namespace Infra.Cli.Snapshots;

/// <summary>Compares two manifests field by field.</summary>
/// <remarks>
/// Items of lists that have unique names are compared by name; of other lists, what both begin and end with is set aside first, so that an
/// item that was put in or taken out shows as one change and not as a change of all that follow.
/// </remarks>
internal static class NodeDiff
{
    /// <summary>The fields that differ, in the order of the manifest after; empty when the manifests are equal.</summary>
    public static IReadOnlyList<FieldChange> Between(MapNode before, MapNode after)
    {
        var changes = new List<FieldChange>();
        Compare("", before, after, changes);
        return changes;
    }

    private static void Compare(string path, Node? before, Node? after, List<FieldChange> changes)
    {
        switch (before, after)
        {
            case (MapNode one, MapNode other):
                CompareMaps(path, one, other, changes);
                break;
            case (ListNode one, ListNode other) when NamesOf(one) is { } oldNames && NamesOf(other) is { } newNames:
                CompareNamed(path, oldNames, newNames, changes);
                break;
            case (ListNode one, ListNode other) when one.Concat(other).All(item => item is not ScalarNode):
                CompareLists(path, one, other, changes);
                break;
            case var _ when !Equals(before, after):
                changes.Add(new FieldChange(path, before, after));
                break;
            default:
                break;
        }
    }

    private static void CompareMaps(string path, MapNode before, MapNode after, List<FieldChange> changes)
    {
        foreach (var entry in after)
        {
            Compare(Join(path, entry.Key), before[entry.Key], entry.Value, changes);
        }

        foreach (var entry in before)
        {
            if (!after.ContainsKey(entry.Key))
            {
                changes.Add(new FieldChange(Join(path, entry.Key), entry.Value, null));
            }
        }
    }

    private static void CompareNamed(string path, OrderedDictionary<string, Node> before, OrderedDictionary<string, Node> after, List<FieldChange> changes)
    {
        foreach (var (name, item) in after)
        {
            Compare($"{path}[name={name}]", before.GetValueOrDefault(name), item, changes);
        }

        foreach (var (name, item) in before)
        {
            if (!after.ContainsKey(name))
            {
                changes.Add(new FieldChange($"{path}[name={name}]", item, null));
            }
        }
    }

    private static void CompareLists(string path, ListNode before, ListNode after, List<FieldChange> changes)
    {
        var shorter = Math.Min(before.Count, after.Count);
        var start = 0;
        while (start < shorter && before[start].Equals(after[start]))
        {
            start++;
        }

        var end = 0;
        while (end < shorter - start && before[^(end + 1)].Equals(after[^(end + 1)]))
        {
            end++;
        }

        for (var i = start; i < Math.Max(before.Count, after.Count) - end; i++)
        {
            Compare($"{path}[{i}]", i < before.Count - end ? before[i] : null, i < after.Count - end ? after[i] : null, changes);
        }
    }

    private static OrderedDictionary<string, Node>? NamesOf(ListNode list)
    {
        var names = new OrderedDictionary<string, Node>(StringComparer.Ordinal);
        foreach (var item in list)
        {
            if (item is not MapNode map || (map["name"] as ScalarNode)?.AsString is not { } name || !names.TryAdd(name, item))
            {
                return null;
            }
        }

        return names.Count > 0 ? names : null;
    }

    private static string Join(string path, string key) =>
        key.AsSpan().IndexOfAny('.', '/', '[') >= 0 ? $"{path}[\"{key}\"]" : path.Length == 0 ? key : $"{path}.{key}";
}
