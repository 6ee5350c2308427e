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
        var findings = new List<Finding>();
        foreach (var cluster in input.Fleet.Clusters)
        {
            var facts = new ClusterFacts(cluster);
            foreach (var rule in rules ?? Catalogue.ManifestRules)
            {
                findings.AddRange(rule.Check(new RuleView(input, facts)));
            }
        }

        findings.Sort(Finding.Order);
        return findings;
    }
}
