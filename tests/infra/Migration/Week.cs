using System.Globalization;
using System.Text;

namespace Tests.Infra.Migration;

/// <summary>Series of Istio's proxies over a week and the day before it, in the form of OpenMetrics.</summary>
/// <param name="end">The end of the week.</param>
internal sealed class Week(DateTimeOffset end)
{
    private const int Step = 120;
    private const int Day = 86_400;

    private readonly SortedDictionary<string, StringBuilder> _families = new(StringComparer.Ordinal);

    /// <summary>The last second.</summary>
    public long End { get; } = end.ToUnixTimeSeconds();

    /// <summary>The first second: the day before the week.</summary>
    public long Start => End - (8 * Day);

    /// <summary>The text.</summary>
    public override string ToString() => string.Concat(_families.Select(family => $"# TYPE {family.Key[..^"_total".Length]} counter\n{family.Value}")) + "# EOF\n";

    /// <summary>A call a minute all the time.</summary>
    public long? Steady(long at) => (at - Start) / 60;

    /// <summary>A call a minute on the last day only.</summary>
    public long? LastDay(long at) => at > End - Day ? (at - End + Day) / 60 : null;

    /// <summary>One call, on the last day, by a counter that was not there before.</summary>
    public long? Once(long at) => at > End - Day ? 1 : null;

    /// <summary>A call a minute during an hour in the middle of the week, by a counter of its own: a pod of a job.</summary>
    public long? AnHour(long at) => at - End + (3 * Day) is >= 0 and < 3600 and var since ? since / 60 : null;

    /// <summary>Calls before the week and none in it.</summary>
    public static long? Before(long at) => 5;

    /// <summary>Adds a series of requests to port 8080 of a workload in the namespace n0 of the cluster c.</summary>
    public Week Add(string workload, string? security, string source, Func<long, long?> count, string counter = "istio_requests_total", string reporter = "destination")
    {
        if (!_families.TryGetValue(counter, out var text))
        {
            _families.Add(counter, text = new StringBuilder());
        }

        var transport = security is null ? "" : $"connection_security_policy=\"{security}\",";
        for (var at = Start; at <= End; at += Step)
        {
            if (count(at) is { } value)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{counter}{{reporter=\"{reporter}\",{transport}destination_cluster=\"c\",destination_workload_namespace=\"n0\",destination_service_name=\"{workload}\",destination_workload=\"{workload}\",destination_app=\"{workload}\",destination_port=\"8080\",source_workload_namespace=\"x\",source_workload=\"{source}\"}} {value} {at}\n");
            }
        }

        return this;
    }
}
