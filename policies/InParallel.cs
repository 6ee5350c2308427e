using System.Runtime.ExceptionServices;

namespace Policies;

/// <summary>Works on things that do not need each other on as many threads as there are processors.</summary>
public static class InParallel
{
    /// <summary>The results, in the order of the items.</summary>
    /// <param name="items">The items.</param>
    /// <param name="work">What is done with each; what it throws for the first of them is thrown, after all of them are done.</param>
    public static IReadOnlyList<TResult> Map<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> work)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(work);
        var shared = new SharedWork<T, TResult>(items, work);
        for (var helper = 1; helper < Math.Min(items.Count, Environment.ProcessorCount); helper++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(shared, preferLocal: false);
        }

        return shared.Finish();
    }

    /// <summary>
    /// Items that are taken one after the other by whoever is free. The asking thread takes them too: it does not wait for a thread of the pool that has other
    /// things to do, only for items that are being worked on when none is left to take.
    /// </summary>
    private sealed class SharedWork<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> work) : IThreadPoolWorkItem
    {
        private readonly TResult[] _results = new TResult[items.Count];
        private readonly ExceptionDispatchInfo?[] _failures = new ExceptionDispatchInfo?[items.Count];
        private readonly TaskCompletionSource _done = new();
        private int _taken;
        private int _finished;

        public void Execute()
        {
            while (Interlocked.Increment(ref _taken) - 1 is var position && position < items.Count)
            {
                Work(position);
                if (Interlocked.Increment(ref _finished) == items.Count)
                {
                    _done.SetResult();
                }
            }
        }

        public IReadOnlyList<TResult> Finish()
        {
            if (items.Count > 0)
            {
                Execute();
                _done.Task.GetAwaiter().GetResult();
            }

            _failures.FirstOrDefault(failure => failure is not null)?.Throw();
            return _results;
        }

        private void Work(int position)
        {
            try
            {
                _results[position] = work(items[position]);
            }
#pragma warning disable CA1031 // Whatever it is, it is thrown again, on the thread that asked.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                _failures[position] = ExceptionDispatchInfo.Capture(failure);
            }
        }
    }
}
