using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>A list.</summary>
internal sealed class ListConverter<T> : StateConverter
{
    private readonly StateConverter _items = Of(typeof(T));

    protected override object? Default => default(ImmutableArray<T>);

    public override bool TryConvert(object value, Action<string> misfit, out object? converted)
    {
        converted = value is ImmutableArray<object?> list
            ? ImmutableArray.CreateRange(list, item => (T)_items.Convert(item, misfit)!)
            : null;
        return converted is not null;
    }

    public override string ToString() => $"list of {_items}";
}

/// <summary>A map with string keys.</summary>
internal sealed class MapConverter<T> : StateConverter
{
    private readonly StateConverter _values = Of(typeof(T));

    protected override object? Default => null;

    public override bool TryConvert(object value, Action<string> misfit, out object? converted)
    {
        converted = value as ImmutableDictionary<string, T>;
        if (converted is null && value is ImmutableDictionary<string, object?> map)
        {
            var entries = ImmutableDictionary.CreateBuilder<string, T>();
            foreach (var (key, item) in map)
            {
                entries.Add(key, (T)_values.Convert(item, misfit)!);
            }

            converted = entries.ToImmutable();
        }

        return converted is not null;
    }

    public override string ToString() => $"map of {_values}";
}

/// <summary>A value of one of two types; the first that fits.</summary>
internal sealed class UnionConverter<T0, T1> : StateConverter
{
    private readonly StateConverter _first = Of(typeof(T0));
    private readonly StateConverter _second = Of(typeof(T1));

    protected override object? Default => default(Union<T0, T1>);

    public override bool TryConvert(object value, Action<string> misfit, out object? converted)
    {
        converted = _first.TryConvert(value, misfit, out var first) ? Union<T0, T1>.FromT0((T0)first!)
            : _second.TryConvert(value, misfit, out var second) ? Union<T0, T1>.FromT1((T1)second!)
            : null;
        return converted is not null;
    }

    public override string ToString() => $"{_first} or {_second}";
}

/// <summary>An output within state.</summary>
internal sealed class OutputConverter<T> : StateConverter
{
    private readonly StateConverter _inner = Of(typeof(T));

    protected override object? Default => null;

    public override bool TryConvert(object value, Action<string> misfit, out object? converted)
    {
        converted = _inner.TryConvert(value, misfit, out var inner) ? Output.Create((T)inner!) : null;
        return converted is not null;
    }

    public override string ToString() => $"output of {_inner}";
}

/// <summary>A class with [OutputType], made by its [OutputConstructor].</summary>
internal sealed class ObjectConverter(Type type) : StateConverter
{
    private readonly ConstructorInfo _constructor = OutputTypes.ConstructorOf(type)!;

    // Made late, since a type may hold itself.
    private ImmutableArray<(string Name, StateConverter Converter)> _parameters;

    protected override object? Default => null;

    public override bool TryConvert(object value, Action<string> misfit, out object? converted)
    {
        converted = null;
        if (value is not ImmutableDictionary<string, object?> properties)
        {
            return false;
        }

        if (_parameters.IsDefault)
        {
            _parameters = [.. _constructor.GetParameters().Select(parameter => (NameOf(parameter), Of(parameter.ParameterType)))];
        }

        var arguments = new object?[_parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var (name, converter) = _parameters[i];
            arguments[i] = !properties.TryGetValue(name, out var property) ? converter.Convert(null, misfit)
                : converter.Fits(property) ? property
                : Convert(name, converter, property, misfit);
        }

        converted = _constructor.Invoke(arguments);
        return true;
    }

    // By itself, so that what the message needs is kept for parameters that have a value only.
    private object? Convert(string parameter, StateConverter converter, object? value, Action<string> misfit) =>
        converter.Convert(value, message => misfit($"{type.FullName}({parameter}): {message}"));

    public override string ToString() => type.FullName!;

    private static string NameOf(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!;
}
