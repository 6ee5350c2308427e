using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>Makes and combines <see cref="Output{T}"/>s.</summary>
public static partial class Output
{
    /// <summary>Makes a known, plain output.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The output.</returns>
    public static Output<T> Create<T>(T value) => new(OutputData<T>.Of(value));

    /// <inheritdoc cref="Create{T}(T)"/>
    public static Output<T> Create<T>(Task<T> value) => FromTask(value, isSecret: false);

    /// <summary>Makes a known output that is kept encrypted.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The secret output.</returns>
    public static Output<T> CreateSecret<T>(T value) => new(OutputData<T>.Of(value) with { IsSecret = true });

    /// <inheritdoc cref="CreateSecret{T}(T)"/>
    public static Output<T> CreateSecret<T>(Task<T> value) => FromTask(value, isSecret: true);

    /// <summary>Makes a secret copy of an output.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The output; it stays as it is.</param>
    /// <returns>The secret output.</returns>
    public static Output<T> CreateSecret<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.WithSecretness(true);
    }

    /// <summary>Makes a copy of an output that is not secret.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="output">The output; it stays as it is.</param>
    /// <returns>The plain output.</returns>
    public static Output<T> Unsecret<T>(Output<T> output) => output.WithSecretness(false);

    /// <summary>Whether an output is secret.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="output">The output.</param>
    /// <returns>True when it is.</returns>
    public static async Task<bool> IsSecretAsync<T>(Output<T> output) => (await output.DataAsync()).IsSecret;

    /// <summary>Combines values in their order: unknown if one is unknown, secret if one is secret.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="inputs">The values.</param>
    /// <returns>All values.</returns>
    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All(inputs.AsEnumerable());

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => All(inputs.Select(input => (Output<T>)input));

    /// <summary>Combines outputs in their order: unknown if one is unknown, secret if one is secret.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="outputs">The outputs.</param>
    /// <returns>All values.</returns>
    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => All(outputs.AsEnumerable());

    /// <inheritdoc cref="All{T}(Output{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs)
    {
        ImmutableArray<Output<T>> all = [.. outputs];
        return Join(async join =>
        {
            var values = ImmutableArray.CreateBuilder<T>(all.Length);
            foreach (var output in all)
            {
                values.Add(await join.Take(output));
            }

            return values.MoveToImmutable();
        });
    }

    /// <summary>Fills the holes of an interpolated string, which may be inputs, outputs or plain values.</summary>
    /// <param name="formattableString">The string; formatted with the invariant culture.</param>
    /// <returns>The text: unknown if one hole is unknown, secret if one is secret.</returns>
    public static Output<string> Format(FormattableString formattableString) => Join(async join =>
    {
        var arguments = formattableString.GetArguments();
        var values = new object?[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = await join.TakeAny(arguments[i]);
        }

        return string.Format(CultureInfo.InvariantCulture, formattableString.Format, values);
    });

    /// <summary>Writes a value as JSON; inputs and outputs within it count as their values.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="options">How to write it.</param>
    /// <returns>The JSON text: unknown if something within is unknown, secret if something within is secret.</returns>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Join(async join =>
        {
            var plain = await join.Take(value);
            if (!join.IsKnown)
            {
                return "";
            }

            var converters = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
            converters.Converters.Add(new OutputJsonConverter(join));
            return JsonSerializer.Serialize(plain, converters);
        });
    }

    internal static Output<T> FromTask<T>(Task<T> value, bool isSecret)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(Wait());

        async Task<OutputData<T>> Wait() => OutputData<T>.Of(await value) with { IsSecret = isSecret };
    }

    internal static Output<T> Join<T>(Func<OutputJoin, ValueTask<T>> combine)
    {
        return new(Run());

        async Task<OutputData<T>> Run()
        {
            var join = new OutputJoin();
            var value = await combine(join);
            return new(join.Resources, value, join.IsKnown, join.IsSecret);
        }
    }
}
