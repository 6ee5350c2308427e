using System.Diagnostics;
using System.Globalization;
using Tests.Policies.Symbolic;

namespace Bench.Access;

/// <summary>The long run of the engines' agreement: random policies and calls, until a number of questions has been asked of both.</summary>
internal static class AgreeCommand
{
    private const int CallsPerPort = 50;

    private static readonly (string Word, string Name, Func<int, int, (List<string> Differences, int Asked, int Open)> Of)[] Meshes =
    [
        ("sidecar", "Istio's sidecars", Agreement.Of),
        ("linkerd", "Linkerd", LinkerdAgreement.Of),
        ("ambient", "Istio's ambient mode", AmbientAgreement.Of),
        ("gateway", "gateways' routes", GatewayAgreement.Of),
        ("routed", "statements about callers' routes", RoutedAgreement.Of),
    ];

    /// <summary>What kinds of meshes may be asked about.</summary>
    public static string[] Words => [.. Meshes.Select(kind => kind.Word)];

    /// <summary>Runs it.</summary>
    /// <param name="requests">How many questions to ask, the same number of each kind of mesh.</param>
    /// <param name="firstSeed">The first mesh of each kind; the next ones follow.</param>
    /// <param name="mesh">The one kind that is asked about, of <see cref="Words"/>; null for all. Its questions are as many as they are among all.</param>
    /// <returns>The process's exit code: 1 where the engines differ.</returns>
    public static int Run(int requests, int firstSeed, string? mesh)
    {
        // Every kind is asked, whatever another one finds.
        var results = Meshes.Where(kind => mesh is null || kind.Word == mesh).Select(kind => Run(kind.Name, kind.Of, requests / Meshes.Length, firstSeed)).ToList();
        return results.TrueForAll(agree => agree) ? 0 : 1;
    }

    private static bool Run(string name, Func<int, int, (List<string> Differences, int Asked, int Open)> of, int requests, int firstSeed)
    {
        var watch = Stopwatch.StartNew();
        var (asked, open, meshes, differences) = (0, 0, 0, 0);
        for (; asked < requests && differences < 20; meshes++)
        {
            var result = of(firstSeed + meshes, CallsPerPort);
            asked += result.Asked;
            open += result.Open;
            differences += result.Differences.Count;
            foreach (var difference in result.Differences)
            {
                Console.WriteLine(difference);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {asked:N0} questions about {meshes:N0} random meshes from seed {firstSeed}: {differences} answered differently, {open / (double)Math.Max(asked, 1):P1} left open by proofs, {watch.Elapsed.TotalSeconds:N0} s"));
        return differences == 0;
    }
}
