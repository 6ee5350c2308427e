using System.Globalization;
using Tests.Components.Workloads;
using Tests.Support;

namespace Tests.Infra.Migration;

/// <summary>Debian's Prometheus with series that promtool wrote, and no scraping.</summary>
internal sealed class RunningPrometheus : IDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly RunningServer _server;

    private RunningPrometheus(TemporaryFolder folder, RunningServer server, int port) => (_folder, _server, Address) = (folder, server, $"http://127.0.0.1:{port}");

    public string Address { get; }

    /// <summary>Starts one that holds what a text in the form of OpenMetrics says, and has the rules of rule files.</summary>
    public static async Task<RunningPrometheus> WithAsync(string openMetrics, params IReadOnlyList<string> rules)
    {
        var folder = new TemporaryFolder();
        folder.Write("metrics.txt", openMetrics);
        folder.Write("prometheus.yml", "rule_files: [rules-*.yml]\n");
        foreach (var (at, text) in rules.Index())
        {
            folder.Write($"rules-{at}.yml", text);
        }

        var written = RealProgram.Promtool.Run(["tsdb", "create-blocks-from", "openmetrics", "metrics.txt", "data"], workingDirectory: folder.Path);
        if (written.ExitCode != 0)
        {
            throw new InvalidOperationException($"promtool: {written.Text}");
        }

        var port = RunningServer.FreePort();
        string[] arguments =
        [
            "--config.file=prometheus.yml", "--storage.tsdb.path=data", "--storage.tsdb.retention.time=100y",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"),
        ];
        var server = new RunningServer(RealProgram.Prometheus.Start(arguments, folder.Path));
        await server.SaysAsync("Server is ready to receive web requests");
        return new RunningPrometheus(folder, server, port);
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }
}
