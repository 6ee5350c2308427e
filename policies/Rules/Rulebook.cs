using Policies.Model;

namespace Policies.Rules;

/// <summary>Runs rules over manifests.</summary>
public static class Rulebook
{
    /// <summary>What the rules find, in the order of reports.</summary>
    /// <param name="input">The clusters.</param>
    /// <param name="rules">The rules to run; null for every rule of the catalogue.</param>
    public static IReadOnlyList<Finding> Check(RuleInput input, IReadOnlyList<ManifestRule>? rules = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        var asked = rules ?? Catalogue.ManifestRules;
        List<Finding> findings = [.. InParallel.Map(input.Fleet.Clusters, cluster => Check(input, cluster, asked)).SelectMany(found => found)];
        findings.Sort(Finding.Order);
        return findings;
    }

    private static List<Finding> Check(RuleInput input, Cluster cluster, IReadOnlyList<ManifestRule> rules)
    {
        var facts = new ClusterFacts(cluster);
        return [.. rules.SelectMany(rule => rule.Check(new RuleView(input, facts)))];
    }
}
