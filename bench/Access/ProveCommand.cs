using System.Diagnostics;
using System.Globalization;
using System.Text;
using Infra;
using Infra.Planning;
using Policies.Rules;
using Policies.Symbolic.Intent;

namespace Bench.Access;

/// <summary>Measures the gate's checks on synthetic stacks: the rules over all objects, and the proof that they mean the intent.</summary>
internal static class ProveCommand
{
    /// <summary>Prints one row for each size: the first pass, cold code included, and the best of three.</summary>
    public static int Run(IReadOnlyList<int> services, int regions, int callers)
    {
        Console.WriteLine("| services | regions | objects | rules in policies | model ms | rules ms | proof ms | proof CPU ms | proof MB | first proof ms | findings |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var seconds = new List<(int Services, double Proof)>();
        foreach (var count in services)
        {
            seconds.Add((count, Row(count, regions, callers)));
        }

        if (seconds is [var first, .., var last])
        {
            var exponent = Math.Log(last.Proof / first.Proof) / Math.Log((double)last.Services / first.Services);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nGrowth of the proof from {first.Services} to {last.Services} services (1 is linear): {exponent:N2}"));
        }

        return 0;
    }

    private static double Row(int services, int regions, int callers)
    {
        var text = Encoding.UTF8.GetBytes(SyntheticEnvironment.StackFile(services, regions, callers));
        var plan = EnvironmentPlan.From(IntentReader.FromText("bench", "bench.yaml", text, new DateOnly(2026, 11, 21)).Intent!);
        plan.MakeManifests();
        var (fleet, model) = Timed(() => PlanFleet.Of(plan));
        var (findings, rules) = Timed(() => Rulebook.Check(new RuleInput { Fleet = fleet, Today = plan.Today }).Count);
        var passes = Enumerable.Range(0, 4).Select(_ => Measured(() => IntentProof.Of(fleet).Count)).ToList();
        var best = passes.Skip(1).MinBy(pass => pass.Cpu);
        var policyRules = fleet.Clusters.SelectMany(cluster => cluster.AuthorizationPolicies).Sum(policy => policy.Object.Spec?.Rules?.Count ?? 0);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {services} | {regions} | {fleet.Clusters.Sum(cluster => cluster.Manifests.Count)} | {policyRules} | {model:N0} | {rules:N0} | {best.Wall:N0} | {best.Cpu:N0} | {best.Megabytes:N0} | {passes[0].Wall:N0} | {findings + best.Result} |"));
        return best.Cpu;
    }

    private static (T Result, double Milliseconds) Timed<T>(Func<T> work)
    {
        var watch = Stopwatch.StartNew();
        return (work(), watch.Elapsed.TotalMilliseconds);
    }

    private static (int Result, double Wall, double Cpu, double Megabytes) Measured(Func<int> work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (cpu, allocated, watch) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
        var result = work();
        var wall = watch.Elapsed.TotalMilliseconds;
        process.Refresh();
        return (result, wall, (process.TotalProcessorTime - cpu).TotalMilliseconds, (GC.GetTotalAllocatedBytes() - allocated) / 1e6);
    }
}
