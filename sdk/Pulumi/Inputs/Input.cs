namespace Pulumi;

/// <summary>An argument of a resource: a plain value, or an <see cref="Output{T}"/> of another resource.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public class Input<T> : IInput
{
    private readonly Output<T>? _value;

    private protected Input(Output<T>? value) => _value = value;

    /// <summary>Takes a plain value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Input<T>(T value) => new(Output.Create(value));

    /// <summary>Takes an output.</summary>
    /// <param name="value">The output.</param>
    /// <exception cref="ArgumentNullException">The output is null.</exception>
    public static implicit operator Input<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value);
    }

    /// <summary>The input as an output.</summary>
    /// <param name="input">The input.</param>
    public static implicit operator Output<T>(Input<T> input) => input.Value;

    private protected virtual Output<T> Value => _value!;

    IOutput IInput.ToOutput() => Value;
}
