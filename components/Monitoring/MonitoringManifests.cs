using Components.Intent;
using Components.Monitoring.Dashboards;
using Components.Monitoring.Rules;
using Components.Monitoring.Scraping;
using Manifests;
using Trust.Hierarchy;

namespace Components.Monitoring;

/// <summary>What watches a region: scrape configurations, rules and the dashboard, all from its intent.</summary>
public static class MonitoringManifests
{
    /// <summary>
    /// The monitoring objects of a region: <c>ServiceMonitor</c>s, <c>PodMonitor</c>s, <c>Telemetry</c>, one <c>PrometheusRule</c> and the
    /// dashboard's <c>ConfigMap</c>.
    /// </summary>
    /// <param name="intent">The region.</param>
    /// <param name="options">Thresholds and conventions.</param>
    /// <param name="hierarchy">The CAs whose windows are watched: every trusted root, and the region's own intermediates.</param>
    public static IReadOnlyList<KubernetesObject> For(
        RegionIntent intent,
        MonitoringOptions options,
        HierarchyPlan hierarchy) =>
    [
        .. ControlPlaneMonitors.For(intent, options),
        .. IssuerMonitors.For(intent, options, Spire(intent, hierarchy) is not null),
        .. ProxyMonitors.For(intent, options),
        .. DestinationPort.For(intent),
        RuleManifest.For(intent, options, RuleGroups(intent, options, hierarchy)),
        DashboardConfigMap.For(intent, Spire(intent, hierarchy) is not null),
    ];

    /// <summary>The CA above SPIRE's; null in a region without SPIRE.</summary>
    private static BesideAuthority? Spire(RegionIntent intent, HierarchyPlan hierarchy) =>
        hierarchy.Beside.FirstOrDefault(own => own.Region == intent.Region.Name && own.Signer == BesideAuthority.Spire);

    /// <summary>What only Istio's proxies and its issuer tell.</summary>
    private static IEnumerable<RuleGroup> OfIstio(RegionIntent intent, MonitoringOptions options) =>
    [
        PlaintextRules.For(intent),
        AuthorizationRules.For(intent, options),
        HandshakeRules.For(options),
        .. intent.Mesh.IssuedBySpire ? (RuleGroup[])[] : [IssuanceRules.For(intent)],
    ];

    private static IEnumerable<RuleGroup> RuleGroups(
        RegionIntent intent,
        MonitoringOptions options,
        HierarchyPlan hierarchy) =>
    [
        CertificateRules.For(intent, options),
        AuthorityRules.For(intent, options, hierarchy),
        .. intent.HasIstio ? OfIstio(intent, options) : [],
        .. Spire(intent, hierarchy) is { } spire ? (RuleGroup[])[SpireRules.For(options, spire.LongestLeaf)] : [],
        .. CsiDriverRules.Apply(intent) ? (RuleGroup[])[CsiDriverRules.For(intent, options)] : [],
        .. LatencyRules.Apply(intent) ? (RuleGroup[])[LatencyRules.For(intent, options)] : [],
        .. MeshNamespaces.OfLinkerd(intent).Count > 0 ? (RuleGroup[])[LinkerdRules.For(intent, options)] : [],
        ExceptionRules.For(intent, options),
        SilenceRules.For(intent, options),
    ];
}
