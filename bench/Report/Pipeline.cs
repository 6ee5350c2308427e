using System.Diagnostics;
using System.Text.Json;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Manifests;
using Manifests.Writing;

namespace Bench.Report;

/// <summary>What a preview does, phase by phase.</summary>
internal static class Pipeline
{
    /// <summary>Enough for the compiled code to be the optimised one in the last.</summary>
    private const int Passes = 5;

    private const double Megabyte = 1024 * 1024;

    /// <summary>Prints the measurement of a stack file as JSON, and leaves its objects as a JSON array beside it.</summary>
    public static async Task MeasureAsync(string file)
    {
        var phases = new List<IReadOnlyList<Phase>>();
        var (objects, bytes) = (0, 0L);
        for (var pass = 0; pass < Passes; pass++)
        {
            var watch = new PhaseWatch();
            var text = File.ReadAllBytes(file);
            var reading = watch.Time("settings", () => IntentReader.FromText("bench", file, text, new DateOnly(2026, 7, 1)));
            var intent = reading.Intent ?? throw new InvalidOperationException(string.Join('\n', reading.Errors));
            var plan = EnvironmentPlan.From(intent);
            var manifests = watch.Time("objects", () => plan.Regions.Sum(region => region.Manifests.Count));
            var findings = watch.Time("validation", () => PlanGate.Check(plan));
            var run = await watch.TimeAsync("registration", () => HermeticRun.OfAsync(plan));
            bytes = watch.Time("YAML", () => Write(run));
            phases.Add(watch.Phases);
            objects = run.Objects.Count + run.Releases.Count;
            if (pass == 0)
            {
                using var output = File.Create(file + ".json");
                ManifestWriter.WriteJson(new ListNode(run.Objects.Select(o => o.Manifest)), output);
            }
        }

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new Measurement
        {
            Objects = objects,
            YamlMegabytes = bytes / Megabyte,
            PeakMegabytes = process.PeakWorkingSet64 / Megabyte,
            Phases = [.. Enumerable.Range(0, phases[0].Count).Select(index => phases.Select(pass => pass[index]).MinBy(phase => phase.Milliseconds)!)],
        }));
    }

    private static long Write(HermeticRun run)
    {
        using var output = new StringWriter();
        ManifestWriter.WriteYaml(run.Objects.Select(o => o.Manifest), output);
        return output.GetStringBuilder().Length;
    }
}
