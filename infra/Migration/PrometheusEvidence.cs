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
    private static readonly Counter[] Counters =
    [
        new("istio_requests_total", IsTcp: false, IsBytes: false),
        new("istio_tcp_connections_opened_total", IsTcp: true, IsBytes: false),
        new("istio_tcp_received_bytes_total", IsTcp: true, IsBytes: true),
    ];

    /// <summary>Asks for everything at once: the environment's ports are picked from the answer.</summary>
    /// <exception cref="CliFailure">A Prometheus does not answer, or its series do not tell the transport.</exception>
    public static async Task<Evidence> ReadAsync(IReadOnlyList<Prometheus> servers, DateTimeOffset at, TimeSpan window)
    {
        var ports = new SortedDictionary<string, Sums>(StringComparer.Ordinal);
        foreach (var prometheus in servers)
        {
            // All at once, and taken in the order of the counters: bytes tell something only where connections do not.
            var answers = Counters.Select(counter => AskAsync(prometheus, counter, at, window)).ToList();
            foreach (var answer in answers)
            {
                Take(await answer, ports);
            }

            foreach (var answer in answers)
            {
                await AskAgainAsync(prometheus, await answer, at, ports);
            }
        }

        return new Evidence { At = at, Window = window, Series = [.. ports.Values.Select(sums => sums.Series())] };
    }

    private static async Task<Answer> AskAsync(Prometheus prometheus, Counter counter, DateTimeOffset at, TimeSpan window)
    {
        var queries = new PrometheusQueries(counter.Name, window);
        var (mutualTls, plaintext, observed) = (
            prometheus.AskAsync(queries.MutualTls, at), prometheus.AskAsync(queries.Plaintext, at), prometheus.AskAsync(queries.Observed, at));
        await Task.WhenAll(mutualTls, plaintext, observed);
        return new Answer(counter, queries, await mutualTls, await plaintext, await observed);
    }

    private static void Take(Answer answer, SortedDictionary<string, Sums> ports)
    {
        var counter = answer.Counter;
        AddMutualTls(answer.MutualTls, counter, ports);
        foreach (var (labels, value) in answer.Plaintext)
        {
            RequireTransport(counter.Name, labels);
            var sums = Of(ports, labels, counter.IsTcp);
            sums.Plaintext += Calls(value, counter.IsBytes, sums.Plaintext, Math.Ceiling);
            sums.Sources.Add(Source(labels));
        }

        foreach (var (labels, value) in answer.Observed)
        {
            var sums = Of(ports, labels, counter.IsTcp);
            sums.Observed = Math.Max(sums.Observed, Math.Min(1, Math.Round(value / answer.Queries.Samples, 3)));
        }
    }

    /// <summary>Asks for every sample where the few of the first question showed no mutual TLS, though there was a counter.</summary>
    private static async Task AskAgainAsync(Prometheus prometheus, Answer answer, DateTimeOffset at, SortedDictionary<string, Sums> ports)
    {
        var silent = answer.Observed
            .Where(own => Of(ports, own.Labels, answer.Counter.IsTcp) is { MutualTls: 0, Plaintext: 0 })
            .Select(own => own.Labels)
            .ToDictionary(labels => Key(labels, answer.Counter.IsTcp), StringComparer.Ordinal);
        if (silent.Count == 0)
        {
            return;
        }

        var namespaces = silent.Values
            .Select(labels => labels.GetValueOrDefault("destination_workload_namespace", ""))
            .Distinct()
            .Order(StringComparer.Ordinal);
        var all = await prometheus.AskAsync(answer.Queries.MutualTlsIn(namespaces), at);
        AddMutualTls([.. all.Where(own => silent.ContainsKey(Key(own.Labels, answer.Counter.IsTcp)))], answer.Counter, ports);
    }

    private static void AddMutualTls(IReadOnlyList<PrometheusElement> elements, Counter counter, SortedDictionary<string, Sums> ports)
    {
        foreach (var (labels, value) in elements)
        {
            var sums = Of(ports, labels, counter.IsTcp);
            sums.MutualTls += Calls(value, counter.IsBytes, sums.MutualTls, Math.Round);
        }
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

    /// <summary>Whole calls, which increase() extrapolates. Bytes tell only that there was a call, where no other counter told it.</summary>
    private static double Calls(double value, bool isBytes, double soFar, Func<double, double> whole) => !double.IsFinite(value) ? 0
        : !isBytes ? whole(value)
        : value > 0 && soFar == 0 ? 1 : 0;

    private static Sums Of(SortedDictionary<string, Sums> ports, IReadOnlyDictionary<string, string> labels, bool isTcp)
    {
        var key = Key(labels, isTcp);
        if (!ports.TryGetValue(key, out var sums))
        {
            ports.Add(key, sums = new Sums(labels, isTcp));
        }

        return sums;
    }

    private static string Key(IReadOnlyDictionary<string, string> labels, bool isTcp) =>
        string.Join('\n', Labels.Select(label => labels.GetValueOrDefault(label, "")).Append(isTcp ? "tcp" : "http"));

    private static string Source(IReadOnlyDictionary<string, string> labels)
    {
        var workload = labels.GetValueOrDefault("source_workload", "unknown");
        return workload == "unknown" ? workload : $"{labels.GetValueOrDefault("source_workload_namespace", "unknown")}/{workload}";
    }

    private sealed record Counter(string Name, bool IsTcp, bool IsBytes);

    private sealed record Answer(
        Counter Counter,
        PrometheusQueries Queries,
        IReadOnlyList<PrometheusElement> MutualTls,
        IReadOnlyList<PrometheusElement> Plaintext,
        IReadOnlyList<PrometheusElement> Observed);

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
