namespace Pulumi;

/// <summary>What an output resolves to: its value and what is known about it.</summary>
/// <param name="Resources">The resources that the value depends on.</param>
/// <param name="Value">The value; meaningless while <paramref name="IsKnown"/> is false.</param>
/// <param name="IsKnown">Whether the value is decided, which in a preview it may not be.</param>
/// <param name="IsSecret">Whether the value must be kept encrypted.</param>
internal readonly record struct OutputData<T>(ResourceSet Resources, T Value, bool IsKnown, bool IsSecret)
{
    public static OutputData<T> Of(T value) => new(default, value, IsKnown: true, IsSecret: false);

    public OutputData<object?> Untyped() => new(Resources, Value, IsKnown, IsSecret);
}
