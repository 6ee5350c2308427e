using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Turns state that a provider or a mock returned into the type of an output property. There is one for each type.</summary>
internal abstract class StateConverter
{
    private static readonly ConcurrentDictionary<Type, StateConverter> Cache = [];

    public static StateConverter Of(Type type) => Cache.GetOrAdd(type, Make);

    /// <summary>Converts a value; one that does not fit becomes the default of the type.</summary>
    /// <param name="value">The value in its wire form.</param>
    /// <param name="misfit">Is told of every value that does not fit.</param>
    /// <returns>The converted value.</returns>
    public object? Convert(object? value, Action<string> misfit)
    {
        if (value is null)
        {
            return Default;
        }

        if (TryConvert(value, misfit, out var converted))
        {
            return converted;
        }

        misfit($"{value.GetType().FullName} does not fit {this}");
        return Default;
    }

    /// <summary>Whether a value is of the type already, and not null.</summary>
    public virtual bool Fits(object? value) => false;

    /// <summary>Converts a value that is not null, if it has the right form.</summary>
    public abstract bool TryConvert(object value, Action<string> misfit, out object? converted);

    protected abstract object? Default { get; }

    private static StateConverter Make(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return new NullableConverter(Of(underlying));
        }

        return type == typeof(int) ? new ScalarConverter<int>(value => value is double number ? (int)number : null)
            : type == typeof(JsonElement) ? new ScalarConverter<JsonElement>(value => JsonSerializer.SerializeToElement(value))
            : type.IsEnum ? new EnumConverter(type)
            : OutputTypes.IsEnumType(type) ? new EnumTypeConverter(type)
            : OutputTypes.IsGeneric(type, typeof(Union<,>)) ? Generic(typeof(UnionConverter<,>), type.GenericTypeArguments)
            : OutputTypes.IsGeneric(type, typeof(Output<>)) ? Generic(typeof(OutputConverter<>), type.GenericTypeArguments)
            : OutputTypes.IsGeneric(type, typeof(ImmutableArray<>)) ? Generic(typeof(ListConverter<>), type.GenericTypeArguments)
            : OutputTypes.IsGeneric(type, typeof(ImmutableDictionary<,>)) ? Generic(typeof(MapConverter<>), type.GenericTypeArguments[1])
            : type.IsDefined(typeof(OutputTypeAttribute), inherit: false) ? new ObjectConverter(type)
            : Generic(typeof(PlainConverter<>), type);
    }

    private static StateConverter Generic(Type definition, params Type[] arguments) =>
        (StateConverter)Activator.CreateInstance(definition.MakeGenericType(arguments))!;
}
