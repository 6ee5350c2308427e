using System.Text.Json;

namespace Bench.Report;

/// <summary>Measures stacks of several sizes and prints the report.</summary>
internal static class ReportCommand
{
    /// <summary>How often whole processes are run; the best counts, since other work on the machine only ever slows them.</summary>
    private const int Runs = 3;

    public static async Task<int> RunAsync(int[] services, int regions)
    {
        var peerIsMissing = await Cdk8s.PrepareAsync();
        var rows = new List<ReportRow>();
        foreach (var count in services.Order())
        {
            var folder = Directory.CreateTempSubdirectory("infra-bench-");
            try
            {
                rows.Add(await MeasureAsync(folder.FullName, count, regions, withPeer: peerIsMissing is null));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        Console.Write(ReportText.Of(rows, regions, peerIsMissing));
        return 0;
    }

    private static async Task<ReportRow> MeasureAsync(string folder, int services, int regions, bool withPeer)
    {
        await Console.Error.WriteLineAsync($"{services} services");
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "stacks")).FullName, "Pulumi.bench.yaml");
        await File.WriteAllTextAsync(file, SyntheticEnvironment.StackFile(services, regions));
        File.Copy(Path.Combine(Checkout.Root, "Pulumi.yaml"), Path.Combine(folder, "Pulumi.yaml"));

        var (json, _, _) = await ChildProcess.RunAsync(Environment.ProcessPath!, ["measure", file], folder);
        TimeSpan? preview = File.Exists(Checkout.Infra)
            ? await BestAsync(async () => (await ChildProcess.RunAsync(Checkout.Infra, ["preview", "bench"], folder, highestExitCode: 1)).Elapsed)
            : null;
        (TimeSpan Elapsed, double Megabytes)? peer = withPeer ? await BestAsync(() => Cdk8s.PrintAsync(file + ".json")) : null;
        return new ReportRow(services, JsonSerializer.Deserialize<Measurement>(json)!, preview, peer?.Elapsed, peer?.Megabytes);
    }

    private static async Task<T> BestAsync<T>(Func<Task<T>> run)
    {
        var results = new List<T>();
        for (var i = 0; i < Runs; i++)
        {
            results.Add(await run());
        }

        return results.Min()!;
    }
}
