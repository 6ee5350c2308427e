using System.Diagnostics;
using System.Globalization;
using Manifests.Writing;
using Tests.Policies.Symbolic;

namespace Bench.Access;

/// <summary>The long run of the engines' agreement: random policies and calls, until a number of questions has been asked of both.</summary>
internal static class AgreeCommand
{
    private const int CallsPerPort = 50;

    /// <summary>Runs it.</summary>
    /// <param name="requests">How many questions to ask.</param>
    /// <param name="firstSeed">The first mesh; the next ones follow.</param>
    /// <returns>The process's exit code: 1 where the engines differ.</returns>
    public static int Run(int requests, int firstSeed)
    {
        var watch = Stopwatch.StartNew();
        var (asked, meshes, differences) = (0, 0, 0);
        for (; asked < requests && differences < 20; meshes++)
        {
            var result = Agreement.Of(firstSeed + meshes, CallsPerPort);
            asked += result.Asked;
            differences += result.Differences.Count;
            foreach (var difference in result.Differences)
            {
                Console.WriteLine(difference);
            }

            if (result.Differences.Count > 0)
            {
                ManifestWriter.WriteYaml(new RandomMesh(firstSeed + meshes).Cluster.Manifests, Console.Out);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{asked:N0} questions about {meshes:N0} random meshes from seed {firstSeed}: {differences} answered differently, {watch.Elapsed.TotalSeconds:N0} s"));
        return differences == 0 ? 0 : 1;
    }
}
