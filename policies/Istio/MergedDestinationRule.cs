using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio;

/// <summary>What Istio makes of the DestinationRules for one host, visibility and selector: the oldest one, with subsets of the others added.</summary>
public sealed record MergedDestinationRule
{
    /// <summary>The host, fully qualified.</summary>
    public required string Host { get; init; }

    /// <summary>The objects, the one whose settings count first.</summary>
    public required IReadOnlyList<ConfigObject<DestinationRule>> From { get; init; }

    /// <summary>Whom the rule is visible to: namespaces, <c>.</c> or <c>*</c>; empty is the mesh's default.</summary>
    public required IReadOnlySet<string> ExportTo { get; init; }

    /// <summary>The labels of the clients that the rule is for; null for all.</summary>
    public required IReadOnlyDictionary<string, string>? Selector { get; init; }

    /// <summary>The settings for every subset and port that has none of its own.</summary>
    public DestinationRuleTrafficPolicy? TrafficPolicy { get; init; }

    /// <summary>The subsets.</summary>
    public IReadOnlyList<DestinationRuleSubset> Subsets { get; init; } = [];

    /// <summary>The namespace of the objects.</summary>
    public string Namespace => From[0].Namespace;

    internal MergedDestinationRule With(ConfigObject<DestinationRule> rule)
    {
        var names = Subsets.Select(subset => subset.Name).ToHashSet(StringComparer.Ordinal);
        return this with
        {
            From = [.. From, rule],
            TrafficPolicy = TrafficPolicy ?? rule.Object.Spec?.TrafficPolicy,
            Subsets = [.. Subsets, .. (rule.Object.Spec?.Subsets ?? []).Where(subset => names.Add(subset.Name))],
        };
    }
}
