namespace Pulumi.Serialization;

/// <summary>A type that values have already: string, bool, double, object or a resource.</summary>
internal sealed class PlainConverter<T> : StateConverter
{
    protected override object? Default => default(T);

    public override bool Fits(object? value) => value is T;

    public override bool TryConvert(object value, Action<string> misfit, out object? converted)
    {
        converted = value;
        return value is T;
    }

    public override string ToString() => typeof(T).FullName!;
}

/// <summary>A value type that has another form on the wire.</summary>
internal sealed class ScalarConverter<T>(Func<object, object?> convert) : StateConverter
    where T : struct
{
    protected override object? Default => default(T);

    public override bool TryConvert(object value, Action<string> misfit, out object? converted) => (converted = convert(value)) is not null;

    public override string ToString() => typeof(T).FullName!;
}

/// <summary>An enumeration, which is a number on the wire.</summary>
internal sealed class EnumConverter(Type type) : StateConverter
{
    protected override object? Default => Enum.ToObject(type, 0);

    public override bool TryConvert(object value, Action<string> misfit, out object? converted) =>
        (converted = value is double number ? Enum.ToObject(type, (int)number) : null) is not null;

    public override string ToString() => type.FullName!;
}

/// <summary>An open set of strings or numbers.</summary>
internal sealed class EnumTypeConverter(Type type) : StateConverter
{
    protected override object? Default => Activator.CreateInstance(type);

    public override bool TryConvert(object value, Action<string> misfit, out object? converted) =>
        (converted = OutputTypes.EnumConstructorOf(type, value.GetType())?.Invoke([value])) is not null;

    public override string ToString() => type.FullName!;
}

/// <summary>A value that may be null.</summary>
internal sealed class NullableConverter(StateConverter inner) : StateConverter
{
    protected override object? Default => null;

    public override bool TryConvert(object value, Action<string> misfit, out object? converted) => inner.TryConvert(value, misfit, out converted);

    public override string ToString() => $"nullable {inner}";
}
