using Components.Intent;
using Components.Monitoring;
using Manifests.Monitoring.V1;
using Manifests.Writing;
using Trust.Hierarchy;

namespace Tests.Components.Monitoring;

/// <summary>The rules of a region as Prometheus reads them from a file.</summary>
internal static class RuleFile
{
    public static PrometheusRule Rules(RegionIntent intent, HierarchyPlan? hierarchy = null) =>
        MonitoringManifests.For(intent, MonitoredRegion.Options, hierarchy ?? MonitoredRegion.Hierarchy).OfType<PrometheusRule>().Single();

    /// <summary>A PrometheusRule's spec is a rule file.</summary>
    public static string Text(PrometheusRule rules) => ManifestWriter.WriteYaml(rules.Spec.ToNode());

    public static IReadOnlyList<PrometheusRuleRule> AllRules(PrometheusRule rules) => [.. rules.Spec.Groups!.SelectMany(group => group.Rules!)];
}
