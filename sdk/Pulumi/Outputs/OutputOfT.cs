using Pulumi.Serialization;

namespace Pulumi;

/// <summary>
/// A value that a resource provides, possibly later: it carries whether it is known, whether it is secret, and which
/// resources it depends on.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class Output<T> : IOutput, IOutputSlot
{
    // This output itself once it has its data; or the task that will have them; or a source that somebody waits for; or null while nobody does.
    private object? _state;
    private OutputData<T> _data;

    /// <param name="dataTask">What the output resolves to; the deployment waits for it too.</param>
    internal Output(Task<OutputData<T>> dataTask)
    {
        if (dataTask.IsCompletedSuccessfully)
        {
            (_data, _state) = (dataTask.Result, this);
            return;
        }

        _state = dataTask;
        Deployment.Current?.Tasks.Add(dataTask);
    }

    internal Output(OutputData<T> data) => (_data, _state) = (data, this);

    /// <summary>An output of a resource, which completes it; the deployment waits for the registration.</summary>
    internal Output(Resource resource) => _data = new(ResourceSet.Of(resource), default!, IsKnown: false, IsSecret: false);

    private bool IsComplete => ReferenceEquals(Volatile.Read(ref _state), this);

    internal ValueTask<OutputData<T>> DataAsync()
    {
        return IsComplete ? new(_data) : WaitAsync();

        ValueTask<OutputData<T>> WaitAsync()
        {
            var state = Volatile.Read(ref _state);
            if (state is null)
            {
                var source = new TaskCompletionSource<OutputData<T>>();
                state = Interlocked.CompareExchange(ref _state, source, null) ?? source;
            }

            return state switch
            {
                Task<OutputData<T>> task => new(task),
                TaskCompletionSource<OutputData<T>> source => new(source.Task),
                _ => new(_data),
            };
        }
    }

    /// <summary>Makes an output of a value that is still being computed.</summary>
    /// <param name="value">The computation.</param>
    /// <returns>A known, plain output.</returns>
    public static Output<T> Create(Task<T> value) => Output.FromTask(value, isSecret: false);

    /// <summary>Waits for what <paramref name="func"/> does with the value.</summary>
    /// <param name="func">Runs once the value is known; never while it is unknown.</param>
    /// <returns>An output that completes with the task.</returns>
    public Output<ValueTuple> Apply(Func<T, Task> func) => Bind(async value =>
    {
        await func(value);
        return OutputData<ValueTuple>.Of(default);
    });

    /// <summary>Transforms the value.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="func">Runs once the value is known; never while it is unknown.</param>
    /// <returns>The result, as secret, as unknown and with the dependencies of this output.</returns>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func) =>
        Bind(value => ValueTask.FromResult(OutputData<TResult>.Of(func(value))));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) =>
        Bind(async value => OutputData<TResult>.Of(await func(value)));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) =>
        Bind(async value => await func(value).ToOutput().DataAsync());

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func) =>
        Bind(async value => func(value) is { } inner ? await inner.DataAsync() : OutputData<TResult>.Of(default!));

    /// <summary>Never the value, which may be unknown or secret: a text that says how to get at it.</summary>
    /// <returns>An explanation, which is also logged as a warning.</returns>
    /// <exception cref="InvalidOperationException">The environment variable <c>PULUMI_ERROR_OUTPUT_STRING</c> asks for an error, or no deployment is running.</exception>
    public override string ToString()
    {
        const string Message =
            "an Output<T> has no string form; use output.Apply(value => $\"...{value}...\") or Output.Format($\"...{output}...\")";
        if (Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING") is "1" or "true" or "TRUE" or "True")
        {
            throw new InvalidOperationException(Message);
        }

        Log.Warn(Message);
        return Message;
    }

    internal async ValueTask<T> GetValueAsync(T whenUnknown)
    {
        var data = await DataAsync();
        return data.IsKnown ? data.Value : whenUnknown;
    }

    internal Output<T> WithSecretness(bool isSecret)
    {
        return new(Change());

        async Task<OutputData<T>> Change() => await DataAsync() with { IsSecret = isSecret };
    }

    async ValueTask<OutputData<object?>> IOutput.GetDataAsync() => (await DataAsync()).Untyped();

    bool IOutput.TryGetData(out OutputData<object?> data)
    {
        var isComplete = IsComplete;
        data = isComplete ? _data.Untyped() : default;
        return isComplete;
    }

    Type IOutputSlot.ValueType => typeof(T);

    void IOutputSlot.Complete(object? value, bool isKnown, bool isSecret)
    {
        _data = _data with { Value = value is null ? default! : (T)value, IsKnown = isKnown, IsSecret = isSecret };
        (Interlocked.Exchange(ref _state, this) as TaskCompletionSource<OutputData<T>>)?.SetResult(_data);
    }

    void IOutputSlot.CompleteWithDefault(bool isKnown)
    {
        if (!IsComplete)
        {
            ((IOutputSlot)this).Complete(null, isKnown, isSecret: false);
        }
    }

    // A failure to complete is a failure of the registration, which the deployment waits for.
    void IOutputSlot.Fail(Exception exception)
    {
        if (!IsComplete)
        {
            var failed = Task.FromException<OutputData<T>>(exception);
            (Interlocked.Exchange(ref _state, failed) as TaskCompletionSource<OutputData<T>>)?.SetException(exception);
        }
    }

    private Output<TResult> Bind<TResult>(Func<T, ValueTask<OutputData<TResult>>> func)
    {
        return new(Run());

        async Task<OutputData<TResult>> Run()
        {
            var outer = await DataAsync();
            if (!outer.IsKnown)
            {
                return new(outer.Resources, default!, IsKnown: false, outer.IsSecret);
            }

            var inner = await func(outer.Value);
            return inner with
            {
                Resources = outer.Resources.Union(inner.Resources),
                IsSecret = outer.IsSecret || inner.IsSecret,
            };
        }
    }
}
