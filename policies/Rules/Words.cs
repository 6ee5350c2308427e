namespace Policies.Rules;

/// <summary>Lists in sentences.</summary>
internal static class Words
{
    private const int Most = 3;

    /// <summary>The first few names, and how many more there are: <c>a, b, c and 4 more</c>.</summary>
    public static string List(IEnumerable<string> names)
    {
        var all = names.Distinct(StringComparer.Ordinal).ToList();
        return all.Count > Most ? $"{string.Join(", ", all.Take(Most))} and {all.Count - Most} more" : string.Join(", ", all);
    }

    /// <summary>The names of the first few items, and how many more there are.</summary>
    public static string List<T>(IEnumerable<T> items, Func<T, string> name) => List(items.Select(name));
}
