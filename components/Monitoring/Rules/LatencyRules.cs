using Components.Intent;

namespace Components.Monitoring.Rules;

/// <summary>How long requests to the other regions take, seen by the callers of this one, so that the way there is part of it.</summary>
internal static class LatencyRules
{
    /// <summary>Whether some workload of the region calls another region at all.</summary>
    public static bool Apply(RegionIntent intent) =>
        intent.Workloads.Any(workload => workload.Outbound.Any(call => call.RemoteRegions.Count > 0));

    public static RuleGroup For(RegionIntent intent, MonitoringOptions options) => new()
    {
        Name = "mtls-cross-region",
        Recordings =
        [
            new()
            {
                Name = Series.CrossRegionLatency,
                Expression = $$"""
                    histogram_quantile(0.99, sum by (le, source_cluster, destination_cluster) (rate(
                      istio_request_duration_milliseconds_bucket{reporter="source",destination_cluster=~{{Peers(intent)}}}[5m])))
                    """,
            },
        ],
        Alerts =
        [
            new()
            {
                Name = "MtlsCrossRegionLatency",
                Severity = AlertSeverity.Warning,
                Expression = $"{Series.CrossRegionLatency} > {PromQl.Number(options.CrossRegionLatency.TotalMilliseconds)}",
                For = TimeSpan.FromMinutes(10),
                Summary = "requests from {{ $labels.source_cluster }} to {{ $labels.destination_cluster }} are slow",
                Description = "1 of 100 takes longer than {{ printf \"%.0f\" $value }} ms.",
            },
        ],
    };

    private static string Peers(RegionIntent intent) => PromQl.AnyOf(intent.Peers.Select(peer => peer.Cluster));
}
