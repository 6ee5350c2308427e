using System.Collections.Immutable;

namespace Pulumi;

/// <summary>
/// A value that a resource provides, possibly later: it carries whether it is known, whether it is secret, and which
/// resources it depends on.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class Output<T> : IOutput
{
    /// <param name="dataTask">What the output resolves to.</param>
    /// <param name="isTracked">Whether the deployment waits for it; not where it hears of the same failure in another way.</param>
    internal Output(Task<OutputData<T>> dataTask, bool isTracked = true)
    {
        DataTask = dataTask;
        if (isTracked && !dataTask.IsCompletedSuccessfully)
        {
            Deployment.Current?.Tasks.Add(dataTask);
        }
    }

    internal Output(OutputData<T> data) => DataTask = Task.FromResult(data);

    internal Task<OutputData<T>> DataTask { get; }

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
        Bind(async value => await func(value).ToOutput().DataTask);

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func) =>
        Bind(async value => func(value) is { } inner ? await inner.DataTask : OutputData<TResult>.Of(default!));

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
        var data = await DataTask;
        return data.IsKnown ? data.Value : whenUnknown;
    }

    internal Output<T> WithSecretness(bool isSecret)
    {
        return new(Change());

        async Task<OutputData<T>> Change() => await DataTask with { IsSecret = isSecret };
    }

    async ValueTask<OutputData<object?>> IOutput.GetDataAsync() => (await DataTask).Untyped();

    private Output<TResult> Bind<TResult>(Func<T, ValueTask<OutputData<TResult>>> func)
    {
        return new(Run());

        async Task<OutputData<TResult>> Run()
        {
            var outer = await DataTask;
            if (!outer.IsKnown)
            {
                return new(outer.Resources, default!, IsKnown: false, outer.IsSecret);
            }

            var inner = await func(outer.Value);
            return inner with
            {
                Resources = Union(outer.Resources, inner.Resources),
                IsSecret = outer.IsSecret || inner.IsSecret,
            };
        }
    }

    private static ImmutableHashSet<Resource> Union(ImmutableHashSet<Resource> first, ImmutableHashSet<Resource> second) =>
        second.IsEmpty ? first : first.IsEmpty ? second : first.Union(second);
}
