using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>The types that an output property may hold.</summary>
internal static class OutputTypes
{
    /// <summary>Refuses a type that no state can be turned into.</summary>
    /// <exception cref="InvalidOperationException">The type, or one within it, is not allowed.</exception>
    public static void Check(string owner, Type type) => Check(owner, type, []);

    public static ConstructorInfo? ConstructorOf(Type outputType) =>
        outputType.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .FirstOrDefault(constructor => constructor.IsDefined(typeof(OutputConstructorAttribute)));

    /// <summary>The constructor of an [EnumType] struct, which takes a string or a double.</summary>
    public static ConstructorInfo? EnumConstructorOf(Type enumType, Type valueType) =>
        enumType.GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, [valueType]);

    public static bool IsEnumType(Type type) => type.IsValueType && type.IsDefined(typeof(EnumTypeAttribute));

    public static bool IsGeneric(Type type, Type definition) =>
        type.IsConstructedGenericType && type.GetGenericTypeDefinition() == definition;

    private static void Check(string owner, Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || IsPlain(type))
        {
            return;
        }

        if (IsEnumType(type))
        {
            if (EnumConstructorOf(type, typeof(string)) is null && EnumConstructorOf(type, typeof(double)) is null)
            {
                throw new InvalidOperationException($"{type.FullName} has [EnumType] but no constructor that takes a string or a double");
            }
        }
        else if (type.IsConstructedGenericType)
        {
            CheckGeneric(owner, type, seen);
        }
        else if (type.IsDefined(typeof(OutputTypeAttribute)))
        {
            var constructor = ConstructorOf(type)
                ?? throw new InvalidOperationException($"{type.FullName} has [OutputType] but no constructor with [OutputConstructor]");
            foreach (var parameter in constructor.GetParameters())
            {
                Check($"{type.FullName}({parameter.Name})", parameter.ParameterType, seen);
            }
        }
        else
        {
            throw new InvalidOperationException(
                $"{owner} has invalid type {type.FullName}; allowed are string, bool, int, double, Nullable<T>, ImmutableArray<T>, "
                + "ImmutableDictionary<string, T> and classes with [OutputType]");
        }
    }

    private static bool IsPlain(Type type) =>
        type == typeof(bool) || type == typeof(int) || type == typeof(double) || type == typeof(string) || type == typeof(object)
        || type == typeof(JsonElement) || typeof(Resource).IsAssignableFrom(type)
        || (type.IsEnum && type.GetEnumUnderlyingType() == typeof(int));

    private static void CheckGeneric(string owner, Type type, HashSet<Type> seen)
    {
        var isMap = IsGeneric(type, typeof(ImmutableDictionary<,>));
        if (isMap && type.GenericTypeArguments[0] != typeof(string))
        {
            throw new InvalidOperationException($"{owner} has invalid type {type.FullName}; the keys of a map are strings");
        }

        if (!isMap && !IsGeneric(type, typeof(Nullable<>)) && !IsGeneric(type, typeof(Union<,>))
            && !IsGeneric(type, typeof(ImmutableArray<>)) && !IsGeneric(type, typeof(Output<>)))
        {
            throw new InvalidOperationException(
                $"{owner} has invalid type {type.FullName}; of generic types only ImmutableArray<T> and ImmutableDictionary<string, T> are allowed");
        }

        foreach (var argument in type.GenericTypeArguments)
        {
            Check(owner, argument, seen);
        }
    }
}
