using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Bench.Report;

namespace Bench.Operations;

/// <summary>Measures <c>infra migrate</c> on a PERMISSIVE stack against a local Prometheus that holds a week.</summary>
internal static class MigrateCommand
{
    private const int Runs = 3;

    /// <summary>Prints the times of the whole process.</summary>
    /// <param name="ports">How many services with one port each.</param>
    public static async Task<int> RunAsync(int ports)
    {
        foreach (var program in (string[])["promtool", "prometheus"])
        {
            if (!ChildProcess.Exists(program))
            {
                throw new InvalidOperationException($"this measures against {program}: apt-get install prometheus");
            }
        }

        var folder = Directory.CreateTempSubdirectory("infra-bench-");
        try
        {
            await MeasureAsync(folder, ports);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(DirectoryInfo folder, int ports)
    {
        var stack = SyntheticEnvironment.StackFile(ports, regions: 1).Replace("mode: STRICT", "mode: PERMISSIVE, exception: migration", StringComparison.Ordinal)
            + "  mtls:exceptions:\n    migration: { owner: bench, reason: measuring, expires: \"2199-12-31\" }\n";
        await File.WriteAllTextAsync(Path.Combine(folder.CreateSubdirectory("stacks").FullName, "Pulumi.bench.yaml"), stack);
        File.Copy(Path.Combine(Checkout.Root, "Pulumi.yaml"), Path.Combine(folder.FullName, "Pulumi.yaml"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "prometheus.yml"), "global: {}\n");
        var (files, samples) = await SyntheticWeek.WriteAsync(folder.FullName, ports, TimeProvider.System.GetUtcNow());
        foreach (var file in files)
        {
            await ChildProcess.RunAsync("promtool", ["tsdb", "create-blocks-from", "openmetrics", file, "data"], folder.FullName);
            File.Delete(file);
        }

        var address = $"127.0.0.1:{FreePort()}";
        using var prometheus = Process.Start(new ProcessStartInfo(
            "prometheus", ["--config.file=prometheus.yml", "--storage.tsdb.path=data", "--storage.tsdb.retention.time=100y", $"--web.listen-address={address}", "--log.level=error"])
        {
            WorkingDirectory = folder.FullName,
        })!;
        try
        {
            await ReadyAsync($"http://{address}/-/ready");
            await CompactedAsync(Path.Combine(folder.FullName, "data"));
            var times = new List<double>();
            for (var run = 0; run < Runs; run++)
            {
                var (output, _, elapsed) = await ChildProcess.RunAsync(Checkout.Infra, ["migrate", "bench", "--prometheus", $"http://{address}"], folder.FullName, highestExitCode: 1);
                times.Add(elapsed.TotalSeconds);
                await Console.Error.WriteLineAsync(output.Split('\n')[0]);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"migrate: {ports} ports, 7 days, a sample every {SyntheticWeek.Step} s, {samples / 1e6:N1} million samples in {Directory.GetDirectories(Path.Combine(folder.FullName, "data"), "01*").Length} blocks: first {times[0]:N2} s, best of {Runs} {times.Min():N2} s"));
        }
        finally
        {
            prometheus.Kill(entireProcessTree: true);
            await prometheus.WaitForExitAsync();
        }
    }

    /// <summary>A Prometheus that has run for a week has long put its blocks together.</summary>
    private static async Task CompactedAsync(string data)
    {
        const int few = 12;
        for (var waited = 0; waited < 300 && Directory.GetDirectories(data, "01*").Length > few; waited++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task ReadyAsync(string address)
    {
        using var http = new HttpClient();
        for (var attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(address));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                await Console.Error.WriteAsync(".");
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("prometheus did not become ready");
    }
}
