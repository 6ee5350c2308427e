using Manifests.Meta.V1;
using Policies.Model;

namespace Policies.Network;

/// <summary>Kubernetes' label selectors (<c>metav1.LabelSelector</c>): every label and every expression has to fit.</summary>
public static class LabelSelectors
{
    /// <summary>Whether a selector picks an object with these labels. An empty one picks everything.</summary>
    public static bool Picks(this LabelSelector selector, IReadOnlyDictionary<string, string> labels)
    {
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentNullException.ThrowIfNull(labels);
        if (!((IReadOnlyDictionary<string, string>?)selector.MatchLabels).Matches(labels))
        {
            return false;
        }

        foreach (var requirement in selector.MatchExpressions ?? [])
        {
            if (!Fits(requirement, labels))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the API server takes an expression: an operator that exists, with values exactly where it needs them.</summary>
    public static bool IsValid(LabelSelectorRequirement requirement)
    {
        ArgumentNullException.ThrowIfNull(requirement);
        return requirement.Operator switch
        {
            "In" or "NotIn" => requirement.Values is { Count: > 0 },
            "Exists" or "DoesNotExist" => requirement.Values is not { Count: > 0 },
            _ => false,
        };
    }

    private static bool Fits(LabelSelectorRequirement requirement, IReadOnlyDictionary<string, string> labels) => requirement.Operator switch
    {
        "In" => labels.TryGetValue(requirement.Key, out var value) && requirement.Values?.Contains(value) == true,
        "NotIn" => !labels.TryGetValue(requirement.Key, out var value) || requirement.Values?.Contains(value) != true,
        "Exists" => labels.ContainsKey(requirement.Key),
        "DoesNotExist" => !labels.ContainsKey(requirement.Key),
        _ => false,
    };
}
