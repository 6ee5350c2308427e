using Components.Intent;
using Manifests;
using Manifests.Monitoring.V1;

namespace Components.Monitoring.Rules;

/// <summary>Rule groups as a <c>PrometheusRule</c>, each rule with the region's labels.</summary>
internal static class RuleManifest
{
    public static PrometheusRule For(RegionIntent intent, MonitoringOptions options, IEnumerable<RuleGroup> groups) => new()
    {
        Metadata = MonitoringMetadata.For(intent, options, "mtls"),
        Spec = new()
        {
            Groups =
            [
                .. from rules in groups
                   where rules.Recordings.Count + rules.Alerts.Count > 0
                   select Group(rules, intent, options),
            ],
        },
    };

    private static PrometheusRuleGroup Group(RuleGroup group, RegionIntent intent, MonitoringOptions options) => new()
    {
        Name = group.Name,
        Rules =
        [
            .. group.Recordings.Select(recording => Rule(recording, intent)),
            .. group.Alerts.Select(alert => Rule(alert, intent, options)),
        ],
    };

    private static PrometheusRuleRule Rule(Recording recording, RegionIntent intent) => new()
    {
        Record = recording.Name,
        Expr = recording.Expression,
        Labels = new ValueMap<string>(recording.Labels.Append(new("region", intent.Region.Name))),
    };

    private static PrometheusRuleRule Rule(Alert alert, RegionIntent intent, MonitoringOptions options) => new()
    {
        Alert = alert.Name,
        Expr = alert.Expression,
        For = alert.For > TimeSpan.Zero ? PromQl.Duration(alert.For) : null,
        Labels = new()
        {
            ["environment"] = intent.Environment,
            ["region"] = intent.Region.Name,
            ["severity"] = alert.Severity == AlertSeverity.Critical ? "critical" : "warning",
        },
        Annotations = new()
        {
            // Templates see the labels of the expression's result only, so the region is written out.
            ["summary"] = $"{intent.Region.Name}: {alert.Summary}",
            ["description"] = alert.Description,
            ["runbook_url"] = $"{options.RunbookPage}#{AnchorOf(alert.Name)}",
        },
    };

    // The anchor that Markdown renderers give to the heading of the alert's name: lower case.
    private static string AnchorOf(string heading) =>
        string.Create(heading.Length, heading, (anchor, name) => name.AsSpan().ToLowerInvariant(anchor));
}
