using Infra.Cli;
using Infra.Migration;
using Shouldly;
using Xunit;

namespace Tests.Infra.Migration;

/// <summary>The questions, asked of Debian's Prometheus over a week that promtool wrote.</summary>
public sealed class PrometheusEvidenceTests
{
    private static readonly DateTimeOffset End = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task AWeek_InARealPrometheus_TellsPlaintextSilenceAndShortHistoriesApart()
    {
        var week = new Week(End);
        week.Add("ready", "mutual_tls", "web", week.Steady)
            .Add("before", "mutual_tls", "web", week.Steady)
            .Add("before", "none", "unknown", Week.Before)
            .Add("nightly", "mutual_tls", "web", week.Steady)
            .Add("nightly", "none", "unknown", week.Once)
            .Add("short", "mutual_tls", "web", week.LastDay)
            .Add("idle", "mutual_tls", "web", Week.Before)
            .Add("brief", "mutual_tls", "web", week.AnHour)
            .Add("callers-view", "unknown", "web", week.Steady, reporter: "source")
            .Add("broker", "mutual_tls", "web", week.Steady, "istio_tcp_connections_opened_total")
            .Add("broker", "none", "cron", Week.Before, "istio_tcp_connections_opened_total")
            .Add("broker", "none", "cron", week.Steady, "istio_tcp_received_bytes_total");

        var seen = (await SeenAsync(week)).ToDictionary(series => series.Names[0]);

        seen.Keys.ShouldBe(["before", "brief", "broker", "idle", "nightly", "ready", "short"], ignoreOrder: true);
        seen["ready"].ShouldSatisfyAllConditions(one => one.MutualTls.ShouldBe(10080, 10), one => one.Plaintext.ShouldBe(0), one => one.Observed.ShouldBe(1));
        seen["before"].Plaintext.ShouldBe(0);
        seen["nightly"].ShouldSatisfyAllConditions(one => one.Plaintext.ShouldBe(1), one => one.Sources.ShouldBe(["unknown"]));
        seen["short"].Observed.ShouldBe(0.14, 0.04);
        seen["idle"].ShouldSatisfyAllConditions(one => one.MutualTls.ShouldBe(0), one => one.Observed.ShouldBe(1));
        seen["brief"].MutualTls.ShouldBe(60, 3);
        seen.Values.ShouldAllBe(one => one.MutualTls == Math.Round(one.MutualTls) && one.Plaintext == Math.Round(one.Plaintext));
        seen["broker"].ShouldSatisfyAllConditions(one => one.IsTcp.ShouldBeTrue(), one => one.Plaintext.ShouldBe(1), one => one.Sources.ShouldBe(["x/cron"]));
    }

    [Fact]
    public async Task AWeek_WithoutTheTransport_IsRefusedByTheLabelsName()
    {
        var week = new Week(End);
        week.Add("ready", null, "web", week.Steady);

        var failure = await SeenAsync(week).ShouldThrowAsync<CliFailure>();

        failure.Message.ShouldBe("istio_requests_total of n0/ready has no label connection_security_policy");
    }

    private static async Task<IReadOnlyList<TrafficSeries>> SeenAsync(Week week)
    {
        using var prometheus = await RunningPrometheus.WithAsync(week.ToString());
        using var http = new HttpClient();
        return (await PrometheusEvidence.ReadAsync([new global::Infra.Migration.Prometheus(http, new Uri(prometheus.Address))], End, TimeSpan.FromDays(7))).Series;
    }
}
