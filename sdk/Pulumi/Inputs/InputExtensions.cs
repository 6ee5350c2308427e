namespace Pulumi;

/// <summary>Lets an input be used like the output that it may be.</summary>
public static class InputExtensions
{
    /// <summary>Transforms the value of an input.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="input">The input; null counts as a known null.</param>
    /// <param name="func">Runs once the value is known.</param>
    /// <returns>The result.</returns>
    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, TResult> func) => input.ToOutput().Apply(func);

    /// <inheritdoc cref="Apply{T, TResult}(Input{T}?, Func{T, TResult})"/>
    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Task<TResult>> func) => input.ToOutput().Apply(func);

    /// <inheritdoc cref="Apply{T, TResult}(Input{T}?, Func{T, TResult})"/>
    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Input<TResult>?> func) => input.ToOutput().Apply(func);

    /// <inheritdoc cref="Apply{T, TResult}(Input{T}?, Func{T, TResult})"/>
    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Output<TResult>?> func) => input.ToOutput().Apply(func);

    /// <summary>The input as an output.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="input">The input; null becomes a known null.</param>
    /// <returns>The output.</returns>
    public static Output<T> ToOutput<T>(this Input<T>? input) => input ?? Output.Create(default(T)!);
}
