using System.Globalization;
using System.Text;

namespace Bench.Report;

/// <summary>The report as Markdown.</summary>
internal static class ReportText
{
    public static string Of(IReadOnlyList<ReportRow> rows, int regions, string? peerIsMissing)
    {
        var phases = rows[0].Measurement.Phases.Select(phase => phase.Name).ToArray();
        string[] header =
        [
            "services", "objects", .. phases.Select(phase => $"{phase} ms (MB)"), "sum ms", "peak MB", "YAML MB",
            "`infra preview` ms", "cdk8s ms (MB)",
        ];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{regions} regions, {Environment.ProcessorCount} cores, .NET {Environment.Version}\n\n");
        text.Append(Row(header)).Append(Row(header.Select(_ => "---:")));
        foreach (var row in rows)
        {
            text.Append(Row(Cells(row)));
        }

        text.Append('\n');
        if (rows.Count > 1)
        {
            var (small, large) = (rows[0], rows[^1]);
            text.Append(CultureInfo.InvariantCulture, $"Growth from {small.Services} to {large.Services} services (1 is linear): time {Exponent(small, large, m => m.Milliseconds):F2}, peak memory {Exponent(small, large, m => m.PeakMegabytes):F2}.\n");
        }

        return text.Append(peerIsMissing is null ? "" : $"{peerIsMissing}\n").ToString();
    }

    private static IEnumerable<string> Cells(ReportRow row) =>
    [
        Number(row.Services),
        Number(row.Measurement.Objects),
        .. row.Measurement.Phases.Select(phase => $"{Number(phase.Milliseconds)} ({Number(phase.AllocatedMegabytes)})"),
        Number(row.Measurement.Milliseconds),
        Number(row.Measurement.PeakMegabytes),
        Number(row.Measurement.YamlMegabytes),
        row.Preview is { } preview ? Number(preview.TotalMilliseconds) : "not built",
        row is { Peer: { } peer, PeerMegabytes: { } megabytes } ? $"{Number(peer.TotalMilliseconds)} ({Number(megabytes)})" : "not measured",
    ];

    private static double Exponent(ReportRow small, ReportRow large, Func<Measurement, double> of) =>
        Math.Log(of(large.Measurement) / of(small.Measurement)) / Math.Log((double)large.Services / small.Services);

    private static string Number(double value) => value.ToString("F0", CultureInfo.InvariantCulture);

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";
}
