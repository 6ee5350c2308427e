using System.Diagnostics;
using System.Globalization;
using System.Text;
using Infra;
using Infra.Planning;
using Policies.Rules;
using Policies.Statements;
using Policies.Symbolic.Intent;

namespace Bench.Access;

/// <summary>Measures the gate's checks on synthetic stacks: the rules over all objects, the statements, the proof that they mean the intent, and all of it together.</summary>
internal static class ProveCommand
{
    /// <summary>Prints one row for each size: processor time and memory of each part, the best of the passes, and the clock's time of all together, first and best.</summary>
    public static int Run(IReadOnlyList<int> services, int regions, int callers, int passes)
    {
        Console.WriteLine("| services | regions | objects | rules in policies | statements | rules CPU ms (MB) | statements CPU ms (MB) | proof CPU ms (MB) | gate CPU ms (MB) | gate ms | first gate ms | peak MB | findings |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var gates = new List<(int Services, double Cpu)>();
        foreach (var count in services)
        {
            gates.Add((count, Row(count, regions, callers, passes)));
        }

        if (gates is [var first, _, ..])
        {
            var last = gates[^1];
            var exponent = Math.Log(last.Cpu / first.Cpu) / Math.Log((double)last.Services / first.Services);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nGrowth of the gate's processor time from {first.Services} to {last.Services} services (1 is linear): {exponent:N2}"));
        }

        return 0;
    }

    private static double Row(int services, int regions, int callers, int passes)
    {
        var text = Encoding.UTF8.GetBytes(SyntheticEnvironment.StackFile(services, regions, callers));
        var intent = IntentReader.FromText("bench", "bench.yaml", text, new DateOnly(2026, 11, 21)).Intent!;
        var statements = Statements(services, callers);
        // The gate first, in code that has never run: that is what a user waits for.
        var gate = Best(passes, () => Plan(intent, statements), plan => plan.Findings.Count);
        var known = Plan(intent, statements);
        var fleet = PlanFleet.Of(known);
        var rules = Best(passes, () => PlanFleet.Of(known), made => Rulebook.Check(new RuleInput { Fleet = made, Today = known.Today }).Count);
        var stated = Best(passes, () => PlanFleet.Of(known), made => StatementProof.Of(made, statements).Count(result => result.Outcome != StatementOutcome.Proven));
        var proof = Best(passes, () => PlanFleet.Of(known), made => IntentProof.Of(made).Count);
        var policyRules = fleet.Clusters.SelectMany(cluster => cluster.AuthorizationPolicies).Sum(policy => policy.Object.Spec?.Rules?.Count ?? 0);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {services} | {regions} | {fleet.Clusters.Sum(cluster => cluster.Manifests.Count)} | {policyRules} | {statements.Count} | {rules} | {stated} | {proof} | {gate} | {gate.Wall:N0} | {gate.FirstWall:N0} | {Peak():N0} | {rules.Result + stated.Result + proof.Result} |"));
        return gate.Cpu;
    }

    private static EnvironmentPlan Plan(EnvironmentIntent intent, IReadOnlyList<Statement> statements)
    {
        var plan = EnvironmentPlan.From(intent) with { Statements = statements };
        plan.MakeManifests();
        return plan;
    }

    /// <summary>For every tenth service that nobody but its callers may call it, and for all that nobody may without a certificate.</summary>
    private static IReadOnlyList<Statement> Statements(int services, int callers) =>
    [
        .. from index in Enumerable.Range(0, services)
           where index % 10 == 0
           select Stated(StatementKind.Only, index, SyntheticEnvironment.CallersOf(index, services, callers).Select(caller => $"svc-{caller}"), $"svc-{index}"),
        Stated(StatementKind.Deny, services, ["plaintext callers"], "anything"),
    ];

    private static Statement Stated(StatementKind kind, int number, IEnumerable<string> from, string to) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"mtls:statements[{number}]"),
        Kind = kind,
        From = [.. from.Select(name => CallerSet.Parse(name)!)],
        To = [TargetSet.Parse(to)!],
        Ports = ["http"],
    };

    private static double Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e6;
    }

    private static Measured Best<T>(int count, Func<T> made, Func<T, int> work)
    {
        var passes = Enumerable.Range(0, count).Select(_ => Measure(made(), work)).ToList();
        return passes.MinBy(pass => pass.Cpu)! with { Wall = passes.Min(pass => pass.Wall), FirstWall = passes[0].Wall };
    }

    private static Measured Measure<T>(T of, Func<T, int> work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (cpu, allocated, watch) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
        var result = work(of);
        var wall = watch.Elapsed.TotalMilliseconds;
        process.Refresh();
        return new Measured(result, (process.TotalProcessorTime - cpu).TotalMilliseconds, (GC.GetTotalAllocatedBytes() - allocated) / 1e6, wall, wall);
    }

    private sealed record Measured(int Result, double Cpu, double Megabytes, double Wall, double FirstWall)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cpu:N0} ({Megabytes:N0})");
    }
}
