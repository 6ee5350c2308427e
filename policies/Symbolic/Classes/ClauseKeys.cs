using System.Text;

namespace Policies.Symbolic.Classes;

/// <summary>Names sets of calls, so that two unions of the same sets are found equal without splitting anything.</summary>
internal static class ClauseKeys
{
    /// <summary>The names of the parts of a clause: where it only asks for values of lists, one for each combination of them.</summary>
    public static IEnumerable<string> Of(IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>> tests)
    {
        IEnumerable<string> keys = [""];
        foreach (var (key, conditions) in tests.OrderBy(pair => pair.Key.Kind).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal))
        {
            var name = $"{(int)key.Kind} {key.Name}";
            keys = conditions is [{ IsNegated: false, Any: var values }]
                ? keys.SelectMany(_ => values, (before, value) => $"{before}\n{name}\n{value.Key}")
                : keys.Select(before => $"{before}\n{name}{Whole(conditions)}");
        }

        return keys;
    }

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
