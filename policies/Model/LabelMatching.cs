namespace Policies.Model;

/// <summary>Whether labels satisfy a selector's <c>matchLabels</c>.</summary>
public static class LabelMatching
{
    /// <summary>Whether every label of the selector is among the labels. An absent or empty selector matches everything.</summary>
    public static bool Matches(this IReadOnlyDictionary<string, string>? selector, IReadOnlyDictionary<string, string> labels)
    {
        if (selector is null)
        {
            return true;
        }

        foreach (var (key, value) in selector)
        {
            if (!labels.TryGetValue(key, out var actual) || !string.Equals(actual, value, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
