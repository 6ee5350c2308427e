using System.Globalization;
using System.Text;

namespace Bench.Operations;

/// <summary>
/// A week of Istio's counters for the ports of <see cref="SyntheticEnvironment"/> in one region, in the form of OpenMetrics: two callers by mutual
/// TLS for each, and one in plaintext for every tenth.
/// </summary>
internal static class SyntheticWeek
{
    /// <summary>Seconds between two samples.</summary>
    public const int Step = 120;

    private const int Week = 7 * 86_400;

    // What a block of Prometheus's holds; promtool reads the whole file again for each that it writes.
    private const int Block = 7200;

    /// <summary>Writes it, a file for each block.</summary>
    /// <returns>The files, and how many samples.</returns>
    public static async Task<(IReadOnlyList<string> Files, int Samples)> WriteAsync(string folder, int services, DateTimeOffset end)
    {
        var (files, samples, last) = (new List<string>(), 0, end.ToUnixTimeSeconds());
        for (var start = last - Week; start <= last; start = (start / Block * Block) + Block)
        {
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{start}.txt"));
            await using var text = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 20);
            await text.WriteAsync("# TYPE istio_requests counter\n");
            foreach (var series in Enumerable.Range(0, services).SelectMany(Series))
            {
                for (var at = (start + Step - 1) / Step * Step; at <= last && at / Block == start / Block; at += Step, samples++)
                {
                    await text.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{series} {(at - last + Week) / Step} {at}\n"));
                }
            }

            await text.WriteAsync("# EOF\n");
            files.Add(file);
        }

        return (files, samples);
    }

    private static IEnumerable<string> Series(int service)
    {
        yield return Name(service, "mutual_tls", $"svc-{service + 1}");
        yield return Name(service, "mutual_tls", $"svc-{service + 7}");
        if (service % 10 == 0)
        {
            yield return Name(service, "none", "unknown");
        }
    }

    private static string Name(int service, string security, string source) => string.Create(
        CultureInfo.InvariantCulture,
        $"istio_requests_total{{reporter=\"destination\",connection_security_policy=\"{security}\",destination_cluster=\"bench-r1\",destination_workload_namespace=\"team-{service / 10}\",destination_service_name=\"svc-{service}\",destination_workload=\"svc-{service}\",destination_app=\"svc-{service}\",destination_port=\"8080\",source_workload_namespace=\"x\",source_workload=\"{source}\",response_code=\"200\"}}");
}
