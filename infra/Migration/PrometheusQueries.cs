using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Migration;

/// <summary>The questions to Prometheus about one of Istio's counters.</summary>
/// <remarks>
/// Only the destination knows the transport (<c>connection_security_policy</c>); the source says <c>unknown</c>. A counter that appears
/// within the window has not increased for <c>increase()</c>, though its first value is a call: plaintext counts with it, so that a nightly
/// job is not missed. Mutual TLS counts without it: an error here may only keep a port PERMISSIVE. Of mutual TLS it is enough to know that there was
/// some, so a few samples of each series are read; only where they show none (pods that lived for less than two steps) all of them are.
/// </remarks>
/// <param name="Counter">The counter's name.</param>
/// <param name="Window">How long is looked at.</param>
internal sealed record PrometheusQueries(string Counter, TimeSpan Window)
{
    private const string Place =
        "destination_cluster, destination_workload_namespace, destination_service_name, destination_workload, destination_app, destination_port";

    /// <summary>The label that tells the transport; Istio's destinations always set it.</summary>
    public const string SecurityLabel = "connection_security_policy";

    // Each step is a search of its own in every block that the window touches; finer than the part that has to be watched is enough.
    private const int Steps = 24;

    // Two of them show that there was a call.
    private const int StepsOfMutualTls = 7;

    private string Range => string.Create(CultureInfo.InvariantCulture, $"{(long)Window.TotalSeconds}s");

    /// <summary>Calls by mutual TLS, seen at the steps only.</summary>
    public string MutualTls =>
        $$"""sum by ({{Place}}) (increase({{Counter}}{reporter="destination",{{SecurityLabel}}="mutual_tls"}[{{Range}}:{{StepOf(StepsOfMutualTls)}}s]))""";

    /// <summary>Calls by mutual TLS in some namespaces, seen in every sample.</summary>
    public string MutualTlsIn(IEnumerable<string> namespaces) =>
        $$"""sum by ({{Place}}) (increase({{Counter}}{reporter="destination",{{SecurityLabel}}="mutual_tls",destination_workload_namespace=~"{{AnyOf(namespaces)}}"}[{{Range}}]))""";

    /// <summary>Calls in plaintext, by their sources.</summary>
    public string Plaintext
    {
        get
        {
            var selector = $$"""{{Counter}}{reporter="destination",{{SecurityLabel}}!="mutual_tls"}""";
            return $"sum by ({Place}, source_workload_namespace, source_workload, {SecurityLabel}) "
                + $"(increase({selector}[{Range}]) > 0 or (last_over_time({selector}[{Range}]) > 0 unless {selector} offset {Range}))";
        }
    }

    /// <summary>In how many of <see cref="Samples"/> steps the counter was there.</summary>
    public string Observed => $$"""count_over_time((sum by ({{Place}}) ({{Counter}}{reporter="destination"}))[{{Range}}:{{Step}}s])""";

    /// <summary>How many steps the window has.</summary>
    public double Samples => Math.Floor(Window.TotalSeconds / Seconds(Steps));

    private string Step => StepOf(Steps);

    private string StepOf(int steps) => Seconds(steps).ToString(CultureInfo.InvariantCulture);

    private long Seconds(int steps) => Math.Max(1, (long)Math.Ceiling(Window.TotalSeconds / steps));

    /// <summary>A regular expression inside of a string of PromQL.</summary>
    private static string AnyOf(IEnumerable<string> values) =>
        string.Join('|', values.Select(Regex.Escape)).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
