using System.Globalization;
using Infra.Cli;

namespace Infra.Migration;

/// <summary>Gathers evidence from Prometheus.</summary>
internal static class PrometheusEvidence
{
    private static readonly string[] Labels =
    [
        "destination_cluster", "destination_workload_namespace", "destination_service_name", "destination_workload", "destination_app", "destination_port",
    ];

    private static readonly string[] NameLabels = ["destination_service_name", "destination_workload", "destination_app"];

    // A connection that was opened before the window opens nothing in it; its bytes still count.
    private static readonly (string Counter, bool IsTcp, bool IsBytes)[] Counters =
    [
        ("istio_requests_total", false, false),
        ("istio_tcp_connections_opened_total", true, false),
        ("istio_tcp_received_bytes_total", true, true),
    ];

    /// <summary>Asks for everything at once: the environment's ports are picked from the answer.</summary>
    /// <exception cref="CliFailure">A Prometheus does not answer, or its series do not tell the transport.</exception>
    public static async Task<Evidence> ReadAsync(IReadOnlyList<Prometheus> servers, DateTimeOffset at, TimeSpan window)
    {
        var ports = new SortedDictionary<string, Sums>(StringComparer.Ordinal);
        foreach (var prometheus in servers)
        {
            foreach (var (counter, isTcp, isBytes) in Counters)
            {
                var queries = new PrometheusQueries(counter, window);
                var (mutualTls, plaintext, observed) = (prometheus.AskAsync(queries.MutualTls, at), prometheus.AskAsync(queries.Plaintext, at), prometheus.AskAsync(queries.Observed, at));
                await Task.WhenAll(mutualTls, plaintext, observed);
                foreach (var (labels, value) in await mutualTls)
                {
                    var sums = Of(ports, labels, isTcp);
                    sums.MutualTls += Calls(value, isBytes, sums.MutualTls);
                }

                foreach (var (labels, value) in await plaintext)
                {
                    RequireTransport(counter, labels);
                    var sums = Of(ports, labels, isTcp);
                    sums.Plaintext += Calls(value, isBytes, sums.Plaintext);
                    sums.Sources.Add(Source(labels));
                }

                foreach (var (labels, value) in await observed)
                {
                    var sums = Of(ports, labels, isTcp);
                    sums.Observed = Math.Max(sums.Observed, Math.Min(1, Math.Round(value / queries.Samples, 3)));
                }
            }
        }

        return new Evidence { At = at, Window = window, Series = [.. ports.Values.Select(sums => sums.Series())] };
    }

    /// <summary>Without its label every call would read as plaintext.</summary>
    private static void RequireTransport(string counter, IReadOnlyDictionary<string, string> labels)
    {
        if (labels.GetValueOrDefault(PrometheusQueries.SecurityLabel, "").Length == 0)
        {
            throw CliFailure.Unreadable(
                $"{counter} of {labels.GetValueOrDefault("destination_workload_namespace", "?")}/{labels.GetValueOrDefault("destination_workload", "?")} has no label {PrometheusQueries.SecurityLabel}",
                "it is dropped by a Telemetry or while scraping; without it plaintext and mutual TLS look the same");
        }
    }

    /// <summary>Bytes tell only that there was a call, where no other counter told it.</summary>
    private static double Calls(double value, bool isBytes, double soFar) => !double.IsFinite(value) ? 0
        : !isBytes ? Math.Round(value, 1)
        : value > 0 && soFar == 0 ? 1 : 0;

    private static Sums Of(SortedDictionary<string, Sums> ports, IReadOnlyDictionary<string, string> labels, bool isTcp)
    {
        var key = string.Join('\n', Labels.Select(label => labels.GetValueOrDefault(label, "")).Append(isTcp ? "tcp" : "http"));
        if (!ports.TryGetValue(key, out var sums))
        {
            ports.Add(key, sums = new Sums(labels, isTcp));
        }

        return sums;
    }

    private static string Source(IReadOnlyDictionary<string, string> labels)
    {
        var workload = labels.GetValueOrDefault("source_workload", "unknown");
        return workload == "unknown" ? workload : $"{labels.GetValueOrDefault("source_workload_namespace", "unknown")}/{workload}";
    }

    private sealed class Sums(IReadOnlyDictionary<string, string> labels, bool isTcp)
    {
        public double MutualTls { get; set; }

        public double Plaintext { get; set; }

        public double Observed { get; set; }

        public SortedSet<string> Sources { get; } = new(StringComparer.Ordinal);

        public TrafficSeries Series() => new()
        {
            Cluster = labels.GetValueOrDefault("destination_cluster", ""),
            Namespace = labels.GetValueOrDefault("destination_workload_namespace", ""),
            Names =
            [
                .. NameLabels.Select(label => labels.GetValueOrDefault(label, ""))
                    .Where(name => name is not ("" or "unknown"))
                    .Distinct(),
            ],
            Port = int.TryParse(labels.GetValueOrDefault("destination_port"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null,
            IsTcp = isTcp,
            MutualTls = MutualTls,
            Plaintext = Plaintext,
            Observed = Observed,
            Sources = [.. Sources],
        };
    }
}
