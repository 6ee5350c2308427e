using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Turns state that a provider or a mock returned into the type of an output property.</summary>
/// <param name="warn">Is told of every value that does not fit, which then becomes the default of its type.</param>
internal sealed class StateConverter(Action<string> warn)
{
    public object? Convert(string owner, object? value, Type type)
    {
        if (TryConvert(owner, value, type, out var converted))
        {
            return converted;
        }

        warn($"{owner}: expected {type.FullName} but got {value!.GetType().FullName}");
        return DefaultOf(type);
    }

    private static object? DefaultOf(Type type) =>
        type.IsValueType && !OutputTypes.IsGeneric(type, typeof(Nullable<>)) ? Activator.CreateInstance(type) : null;

    private bool TryConvert(string owner, object? value, Type type, out object? converted)
    {
        if (value is null)
        {
            converted = DefaultOf(type);
            return true;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return TryConvert(owner, value, underlying, out converted);
        }

        converted = type == typeof(int) ? value is double number ? (int)number : null
            : type == typeof(JsonElement) ? JsonSerializer.SerializeToElement(value)
            : type.IsEnum ? value is double ordinal ? Enum.ToObject(type, (int)ordinal) : null
            : OutputTypes.IsEnumType(type) ? OutputTypes.EnumConstructorOf(type, value.GetType())?.Invoke([value])
            : OutputTypes.IsGeneric(type, typeof(Union<,>)) ? Union(owner, value, type)
            : OutputTypes.IsGeneric(type, typeof(Output<>)) ? Nested(owner, value, type.GenericTypeArguments[0])
            : type.IsInstanceOfType(value) ? value
            : OutputTypes.IsGeneric(type, typeof(ImmutableArray<>)) ? List(owner, value, type.GenericTypeArguments[0])
            : OutputTypes.IsGeneric(type, typeof(ImmutableDictionary<,>)) ? Map(owner, value, type.GenericTypeArguments[1])
            : type.IsDefined(typeof(OutputTypeAttribute)) ? Object(value, type)
            : null;
        return converted is not null;
    }

    private object? Union(string owner, object value, Type type)
    {
        for (var i = 0; i < 2; i++)
        {
            if (TryConvert(owner, value, type.GenericTypeArguments[i], out var converted))
            {
                return type.GetMethod(i == 0 ? nameof(Union<,>.FromT0) : nameof(Union<,>.FromT1))!.Invoke(null, [converted]);
            }
        }

        return null;
    }

    private object? Nested(string owner, object value, Type type) =>
        TryConvert(owner, value, type, out var converted) ? Generic(nameof(OutputOf), type, converted) : null;

    private object? List(string owner, object value, Type type) => value is ImmutableArray<object?> list
        ? Generic(nameof(ArrayOf), type, list.Select(item => Convert(owner, item, type)))
        : null;

    private object? Map(string owner, object value, Type type) => value is ImmutableDictionary<string, object?> map
        ? Generic(nameof(DictionaryOf), type, map.Select(entry => KeyValuePair.Create(entry.Key, Convert(owner, entry.Value, type))))
        : null;

    private object? Object(object value, Type type)
    {
        if (value is not ImmutableDictionary<string, object?> properties)
        {
            return null;
        }

        var constructor = OutputTypes.ConstructorOf(type)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Convert(
            $"{type.FullName}({parameter.Name})",
            properties.GetValueOrDefault(parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!),
            parameter.ParameterType))]);
    }

    private static object Generic(string method, Type type, object? argument) =>
        typeof(StateConverter).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [argument])!;

    private static Output<T> OutputOf<T>(T value) => Output.Create(value);

    private static ImmutableArray<T> ArrayOf<T>(IEnumerable items) => [.. items.Cast<T>()];

    private static ImmutableDictionary<string, T> DictionaryOf<T>(IEnumerable<KeyValuePair<string, object?>> entries) =>
        entries.ToImmutableDictionary(entry => entry.Key, entry => (T)entry.Value!);
}
