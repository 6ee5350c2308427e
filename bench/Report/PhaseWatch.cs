using System.Diagnostics;

namespace Bench.Report;

/// <summary>Measures phases one after the other.</summary>
internal sealed class PhaseWatch
{
    private readonly List<Phase> _phases = [];

    public IReadOnlyList<Phase> Phases => _phases;

    public T Time<T>(string phase, Func<T> work) => TimeAsync(phase, () => Task.FromResult(work())).GetAwaiter().GetResult();

    public async Task<T> TimeAsync<T>(string phase, Func<Task<T>> work)
    {
        var (allocated, start) = (GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
        var result = await work();
        var elapsed = Stopwatch.GetElapsedTime(start);
        _phases.Add(new Phase(phase, elapsed.TotalMilliseconds, (GC.GetTotalAllocatedBytes() - allocated) / 1048576.0));
        return result;
    }
}
