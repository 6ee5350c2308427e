using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using Infra.Migration;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Migration;

/// <summary>The questions, asked of Debian's Prometheus over a week that promtool wrote.</summary>
public sealed class PrometheusEvidenceTests
{
    private static readonly DateTimeOffset End = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);

    [Fact]
    public async Task AWeek_InARealPrometheus_TellsPlaintextSilenceAndShortHistoriesApart()
    {
        using var folder = new TemporaryFolder();
        folder.Write("metrics.txt", Week());
        folder.Write("prometheus.yml", "global: {}\n");
        RealProgram.Promtool.Run(["tsdb", "create-blocks-from", "openmetrics", "metrics.txt", "data"], workingDirectory: folder.Path).ExitCode.ShouldBe(0);
        var port = FreePort();
        using var process = RealProgram.Prometheus.Start(
            ["--config.file=prometheus.yml", "--storage.tsdb.path=data", "--storage.tsdb.retention.time=100y", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"], folder.Path);
        try
        {
            using var http = new HttpClient();
            var address = new Uri($"http://127.0.0.1:{port}");
            await ReadyAsync(http, address);

            var evidence = await PrometheusEvidence.ReadAsync([new global::Infra.Migration.Prometheus(http, address)], End, Window);

            var seen = evidence.Series.ToDictionary(series => series.Names[0]);
            seen["ready"].ShouldSatisfyAllConditions(one => one.MutualTls.ShouldBe(10080), one => one.Plaintext.ShouldBe(0), one => one.Observed.ShouldBe(1));
            seen["before"].Plaintext.ShouldBe(0);
            seen["nightly"].ShouldSatisfyAllConditions(one => one.Plaintext.ShouldBe(1), one => one.Sources.ShouldBe(["unknown"]));
            seen["short"].Observed.ShouldBe(0.14);
            seen["idle"].ShouldSatisfyAllConditions(one => one.MutualTls.ShouldBe(0), one => one.Observed.ShouldBe(1));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static string Week()
    {
        var text = new StringBuilder("# TYPE istio_requests counter\n");
        var (end, start) = (End.ToUnixTimeSeconds(), (End - Window).ToUnixTimeSeconds() - 86_400);
        Add("ready", "mutual_tls", "web", at => (at - start) / 60);
        Add("before", "mutual_tls", "web", at => (at - start) / 60);
        Add("before", "none", "unknown", _ => 5);
        Add("nightly", "mutual_tls", "web", at => (at - start) / 60);
        Add("nightly", "none", "unknown", at => at > end - 86_400 ? 1 : null);
        Add("short", "mutual_tls", "web", at => at > end - 86_400 ? at - end + 86_400 : null);
        Add("idle", "mutual_tls", "web", _ => 7);
        return text.Append("# EOF\n").ToString();

        void Add(string name, string security, string source, Func<long, long?> count)
        {
            for (var at = start; at <= end; at += 120)
            {
                if (count(at) is { } value)
                {
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"istio_requests_total{{reporter=\"destination\",connection_security_policy=\"{security}\",destination_cluster=\"c\",destination_workload_namespace=\"n\",destination_service_name=\"{name}\",destination_workload=\"{name}\",destination_app=\"{name}\",destination_port=\"8080\",source_workload_namespace=\"x\",source_workload=\"{source}\"}} {value} {at}\n");
                }
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task ReadyAsync(HttpClient http, Uri address)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var response = await http.GetAsync(new Uri(address, "/-/ready"));
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                // It is still starting.
            }

            await Task.Delay(100);
        }
    }
}
