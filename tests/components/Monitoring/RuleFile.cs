using System.Text.Json;
using Components.Intent;
using Components.Monitoring;
using Manifests.Monitoring.V1;

namespace Tests.Components.Monitoring;

/// <summary>The rules of a region as Prometheus reads them from a file.</summary>
internal static class RuleFile
{
    public static PrometheusRule Rules(RegionIntent intent, IReadOnlyList<AuthorityWindow>? authorities = null) =>
        MonitoringManifests.For(intent, MonitoredRegion.Options, authorities ?? MonitoredRegion.Authorities).OfType<PrometheusRule>().Single();

    /// <summary>A PrometheusRule's spec is a rule file; JSON is YAML.</summary>
    public static string Text(PrometheusRule rules) => JsonSerializer.Serialize(rules.Spec.ToNode().ToPlainObject());

    public static IReadOnlyList<PrometheusRuleRule> AllRules(PrometheusRule rules) => [.. rules.Spec.Groups!.SelectMany(group => group.Rules!)];
}
