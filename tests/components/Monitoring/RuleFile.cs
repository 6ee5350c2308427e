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

    /// <summary>The rules of the region that an alert's cases are about.</summary>
    public static PrometheusRule WithAlert(string alert) =>
        MonitoredRegion.All.Select(region => Rules(region)).FirstOrDefault(rules => AllRules(rules).Any(rule => rule.Alert == alert)) ?? Rules(MonitoredRegion.Intent);

    /// <summary>A PrometheusRule's spec is a rule file.</summary>
    public static string Text(PrometheusRule rules) => ManifestWriter.WriteYaml(rules.Spec.ToNode());

    public static IReadOnlyList<PrometheusRuleRule> AllRules(PrometheusRule rules) => [.. rules.Spec.Groups!.SelectMany(group => group.Rules!)];
}
