using Infra.Cli;

namespace Infra.Operations;

/// <summary>Waits for what a controller is to do.</summary>
/// <param name="clock">The clock.</param>
/// <param name="limit">How long to wait at most.</param>
internal sealed class Waiting(TimeProvider clock, TimeSpan limit)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Asks until there is nothing left to wait for.</summary>
    /// <param name="what">What is waited for.</param>
    /// <param name="missing">What is still missing; null where nothing is.</param>
    /// <param name="hint">What to look at where it does not come.</param>
    /// <exception cref="CliFailure">The time is over.</exception>
    public async Task ForAsync(string what, Func<Task<string?>> missing, string hint)
    {
        for (var start = clock.GetTimestamp(); ;)
        {
            if (await missing() is not { } problem)
            {
                return;
            }

            if (clock.GetElapsedTime(start) >= limit)
            {
                throw CliFailure.Unreadable($"{what}: {problem}, after {limit.TotalSeconds:0} s", hint);
            }

            await Task.Delay(Pause, clock);
        }
    }
}
