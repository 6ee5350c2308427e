using Manifests.Meta.V1;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Networks;

/// <summary>What a label selector asks of each label.</summary>
internal static class LabelTests
{
    /// <summary>The tests by label. No test is a selector that takes everything.</summary>
    public static IEnumerable<(string Label, Test Test)> Of(LabelSelector? selector)
    {
        foreach (var (key, value) in selector?.MatchLabels ?? [])
        {
            yield return (key, new Test(IsNegated: false, [TextPattern.Exact(value)]));
        }

        foreach (var requirement in selector?.MatchExpressions ?? [])
        {
            TextPattern[] values = [.. (requirement.Values ?? []).Select(TextPattern.Exact)];
            yield return (requirement.Key, requirement.Operator switch
            {
                "In" => new Test(IsNegated: false, values),
                "NotIn" => new Test(IsNegated: true, values),
                "Exists" => new Test(IsNegated: false, [TextPattern.Anything]),
                _ => new Test(IsNegated: true, [TextPattern.Anything]),
            });
        }
    }

    /// <summary>Whether labels satisfy a selector.</summary>
    public static bool Matches(LabelSelector? selector, IReadOnlyDictionary<string, string> labels) => Of(selector).All(pair =>
    {
        var isIn = labels.TryGetValue(pair.Label, out var value) && pair.Test.Any.Any(pattern => TextMatch.Matches((TextPattern)pattern, value));
        return isIn != pair.Test.IsNegated;
    });
}
