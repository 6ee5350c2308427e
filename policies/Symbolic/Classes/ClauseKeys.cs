using System.Text;

namespace Policies.Symbolic.Classes;

/// <summary>Names sets of calls, so that two unions of the same sets are found equal without splitting anything.</summary>
internal static class ClauseKeys
{
    /// <summary>The names of the parts of a clause: where it only asks for values of lists, one for each combination of them.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>> tests)
    {
        string[] keys = [""];
        foreach (var key in Ordered(tests.Keys))
        {
            var name = NameOf(key);
            keys = tests[key] switch
            {
                [{ IsNegated: false, Any: [var value] }] => Array.ConvertAll(keys, before => $"{before}\n{name}\n{value.Key}"),
                [{ IsNegated: false, Any: var values }] => [.. from before in keys from value in values select $"{before}\n{name}\n{value.Key}"],
                var conditions => Array.ConvertAll(keys, before => $"{before}\n{name}{Whole(conditions)}"),
            };
        }

        return keys;
    }

    private static string NameOf(DimensionKey key) => $"{(int)key.Kind} {key.Name}";

    // A clause looks at two or three dimensions and there are many clauses: not worth LINQ's machinery.
    private static List<DimensionKey> Ordered(IEnumerable<DimensionKey> keys)
    {
        var ordered = new List<DimensionKey>();
        foreach (var key in keys)
        {
            var at = ordered.Count;
            while (at > 0 && IsBefore(key, ordered[at - 1]))
            {
                at--;
            }

            ordered.Insert(at, key);
        }

        return ordered;
    }

    private static bool IsBefore(DimensionKey left, DimensionKey right) =>
        left.Kind != right.Kind ? left.Kind < right.Kind : string.CompareOrdinal(left.Name, right.Name) < 0;

    private static string Whole(IReadOnlyList<Test> conditions)
    {
        var text = new StringBuilder();
        foreach (var condition in conditions)
        {
            text.Append(condition.IsNegated ? "\nnone of" : "\none of");
            foreach (var pattern in condition.Any)
            {
                text.Append('\n').Append(pattern.Key);
            }
        }

        return text.ToString();
    }
}
