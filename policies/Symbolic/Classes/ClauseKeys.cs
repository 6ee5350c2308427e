using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Policies.Symbolic.Classes;

/// <summary>Names sets of calls, so that two unions of the same sets are found equal without splitting anything.</summary>
internal static class ClauseKeys
{
    /// <summary>The names of the parts of a clause: where it only asks for values of lists, one for each combination of them.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>> tests)
    {
        var ordered = Ordered(tests);
        if (ordered.TrueForAll(entry => entry.Value is [{ IsNegated: false, Any.Count: 1 }]))
        {
            return [OfSingleValues(ordered)];
        }

        string[] keys = [""];
        foreach (var (key, conditions) in ordered)
        {
            var name = $"{(int)key.Kind} {key.Name}";
            keys = conditions is [{ IsNegated: false, Any: var values }]
                ? [.. from before in keys from value in values select $"{before}\n{name}\n{value.Key}"]
                : Array.ConvertAll(keys, before => $"{before}\n{name}{Whole(conditions)}");
        }

        return keys;
    }

    /// <summary>The one name of a clause that asks for one value of each dimension, as most do: made at once.</summary>
    private static string OfSingleValues(List<KeyValuePair<DimensionKey, IReadOnlyList<Test>>> tests)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[512]);
        foreach (var (key, conditions) in tests)
        {
            text.AppendLiteral("\n");
            text.AppendFormatted((int)key.Kind);
            text.AppendLiteral(" ");
            text.AppendLiteral(key.Name);
            text.AppendLiteral("\n");
            text.AppendLiteral(conditions[0].Any[0].Key);
        }

        return text.ToStringAndClear();
    }

    // A clause looks at two or three dimensions and there are many clauses: not worth LINQ's machinery.
    private static List<KeyValuePair<DimensionKey, IReadOnlyList<Test>>> Ordered(IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>> tests)
    {
        var ordered = new List<KeyValuePair<DimensionKey, IReadOnlyList<Test>>>(tests.Count);
        foreach (var entry in tests)
        {
            var at = ordered.Count;
            while (at > 0 && IsBefore(entry.Key, ordered[at - 1].Key))
            {
                at--;
            }

            ordered.Insert(at, entry);
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
