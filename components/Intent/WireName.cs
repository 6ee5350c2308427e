using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Components.Intent;

/// <summary>The names that enum values have in stack files and manifests: what <see cref="JsonStringEnumMemberNameAttribute"/> says.</summary>
public static class WireName
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, object>> Names = new();

    /// <summary>The wire name of a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one that the enum defines.</exception>
    public static string Of<TEnum>(TEnum value) where TEnum : struct, Enum =>
        All(typeof(TEnum)).FirstOrDefault(pair => pair.Value.Equals(value)).Key
        ?? throw new ArgumentOutOfRangeException(nameof(value), value, $"{typeof(TEnum).Name} has no such value");

    /// <summary>Every wire name of an enum with its value, in the order of declaration.</summary>
    public static IReadOnlyDictionary<string, object> All(Type enumType) => Names.GetOrAdd(enumType, Read);

    private static OrderedDictionary<string, object> Read(Type enumType)
    {
        var names = new OrderedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var field in enumType.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var name = field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
                ?? throw new InvalidOperationException($"{enumType.Name}.{field.Name} has no wire name");
            names.Add(name, field.GetValue(null)!);
        }

        return names;
    }
}
