using System.Globalization;
using System.Text;
using Bench.Report;
using Infra;
using Infra.Planning;
using Manifests;
using Manifests.Writing;
using Tests.Infra.Live;

namespace Bench.Operations;

/// <summary>Measures <c>infra verify</c> on dumps of clusters that are as planned.</summary>
internal static class VerifyCommand
{
    private const int Runs = 3;

    /// <summary>Prints the times of the whole process.</summary>
    /// <param name="services">How many services, in two regions.</param>
    public static async Task<int> RunAsync(int services)
    {
        var folder = Directory.CreateTempSubdirectory("infra-bench-");
        try
        {
            var stack = SyntheticEnvironment.StackFile(services, regions: 2);
            await File.WriteAllTextAsync(Path.Combine(folder.CreateSubdirectory("stacks").FullName, "Pulumi.bench.yaml"), stack);
            File.Copy(Path.Combine(Checkout.Root, "Pulumi.yaml"), Path.Combine(folder.FullName, "Pulumi.yaml"));
            var plan = EnvironmentPlan.From(IntentReader.FromText("bench", "bench.yaml", Encoding.UTF8.GetBytes(stack), new DateOnly(2026, 11, 21)).Intent!);
            string[] arguments = ["verify", "bench", "--dump"];
            var (objects, bytes) = (0, 0L);
            foreach (var region in plan.Regions)
            {
                var dump = Path.Combine(folder.FullName, $"{region.Name}.json");
                await File.WriteAllTextAsync(dump, ManifestWriter.WriteJson(new MapNode
                {
                    new("apiVersion", "v1"),
                    new("kind", "List"),
                    new("items", new ListNode(region.Manifests.Select(manifest => ServedObject.Of(manifest.ToNode())))),
                }));
                arguments = [.. arguments, $"{region.Name}={dump}"];
                (objects, bytes) = (objects + region.Manifests.Count, bytes + new FileInfo(dump).Length);
            }

            var times = new List<double>();
            for (var run = 0; run < Runs; run++)
            {
                var (output, _, elapsed) = await ChildProcess.RunAsync(Checkout.Infra, arguments, folder.FullName, highestExitCode: 1);
                times.Add(elapsed.TotalSeconds);
                await Console.Error.WriteLineAsync(output.Split('\n')[0]);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"verify: {objects} objects in 2 dumps of {bytes / 1e6:N1} MB: first {times[0]:N2} s, best of {Runs} {times.Min():N2} s"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }
}
