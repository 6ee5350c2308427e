using System.Collections.Immutable;

namespace Pulumi.Utilities;

/// <summary>Looks into outputs and makes unknown ones: for tests and for hosts of programs, not for programs.</summary>
public static class OutputUtilities
{
    /// <summary>Makes an unknown output, as a preview does for what only a deployment decides.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">What <see cref="GetValueAsync"/> must not show.</param>
    /// <returns>The unknown output.</returns>
    public static Output<T> CreateUnknown<T>(T value) => new(OutputData<T>.Of(value) with { IsKnown = false });

    /// <summary>Makes an unknown output.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="valueFactory">Never called, since the output is unknown.</param>
    /// <returns>The unknown output.</returns>
    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) =>
        CreateUnknown<T>(default(T)!).Apply(_ => valueFactory());

    /// <summary>Whether the value of an output is known.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="output">The output.</param>
    /// <returns>True when it is.</returns>
    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output) => (await output.DataAsync()).IsKnown;

    /// <summary>The value of an output.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="output">The output.</param>
    /// <returns>The value, also when it is secret; the default of <typeparamref name="T"/> when it is unknown.</returns>
    public static Task<T> GetValueAsync<T>(Output<T> output) => output.GetValueAsync(whenUnknown: default!).AsTask();

    /// <summary>The resources that an output depends on.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="output">The output.</param>
    /// <returns>The resources.</returns>
    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) => (await output.DataAsync()).Resources.ToImmutable();
}
