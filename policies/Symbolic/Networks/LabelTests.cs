using Manifests.Meta.V1;
using Policies.Model;
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
            yield return Of(requirement);
        }
    }

    /// <summary>Whether labels satisfy a selector.</summary>
    public static bool Matches(LabelSelector? selector, IReadOnlyDictionary<string, string> labels) =>
        ((IReadOnlyDictionary<string, string>?)selector?.MatchLabels).Matches(labels) && MatchesExpressions(selector, labels);

    /// <summary>Whether labels satisfy the part of a selector that is not <c>matchLabels</c>.</summary>
    public static bool MatchesExpressions(LabelSelector? selector, IReadOnlyDictionary<string, string> labels) =>
        selector?.MatchExpressions is not { Count: > 0 } expressions || expressions.Select(Of).All(pair => Holds(pair, labels));

    private static (string Label, Test Test) Of(LabelSelectorRequirement requirement)
    {
        TextPattern[] values = [.. (requirement.Values ?? []).Select(TextPattern.Exact)];
        return (requirement.Key, requirement.Operator switch
        {
            "In" => new Test(IsNegated: false, values),
            "NotIn" => new Test(IsNegated: true, values),
            "Exists" => new Test(IsNegated: false, [TextPattern.Anything]),
            _ => new Test(IsNegated: true, [TextPattern.Anything]),
        });
    }

    private static bool Holds((string Label, Test Test) pair, IReadOnlyDictionary<string, string> labels)
    {
        var isIn = labels.TryGetValue(pair.Label, out var value) && pair.Test.Any.Any(pattern => TextMatch.Matches((TextPattern)pattern, value));
        return isIn != pair.Test.IsNegated;
    }
}
