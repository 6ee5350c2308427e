namespace Pulumi;

/// <summary>Keeps the work that a program has begun but not awaited, so that a deployment ends only after it.</summary>
internal sealed class TaskMonitor
{
    private readonly Lock _lock = new();
    private readonly List<Exception> _failures = [];
    private int _active;
    private TaskCompletionSource? _idleOrFailed;

    public void Add(Task task)
    {
        if (task.IsCompletedSuccessfully)
        {
            return;
        }

        lock (_lock)
        {
            _active++;
        }

        task.ContinueWith(Completed, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits until nothing is running or something has failed.</summary>
    /// <returns>The failures, each once; empty when all went well.</returns>
    public async Task<IReadOnlyList<Exception>> WhenIdleOrFailedAsync()
    {
        Task wait;
        lock (_lock)
        {
            wait = _active == 0 || _failures.Count > 0
                ? Task.CompletedTask
                : (_idleOrFailed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        await wait;
        lock (_lock)
        {
            return [.. _failures.Distinct()];
        }
    }

    private void Completed(Task task)
    {
        lock (_lock)
        {
            _active--;
            if (task.Exception is { } failure)
            {
                _failures.AddRange(failure.InnerExceptions);
            }

            if (_active == 0 || _failures.Count > 0)
            {
                _idleOrFailed?.TrySetResult();
            }
        }
    }
}
