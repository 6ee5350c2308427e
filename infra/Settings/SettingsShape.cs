using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Infra.Settings;

/// <summary>The settings that a record of settings consists of.</summary>
internal static class SettingsShape
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<SettingMember>> Shapes = new();

    /// <summary>A record's settings, in the order of declaration.</summary>
    public static IReadOnlyList<SettingMember> Of(Type record) => Shapes.GetOrAdd(record, Read);

    /// <summary>Whether a type is a record of settings.</summary>
    public static bool IsRecord(Type type) => type.Namespace == typeof(SettingsShape).Namespace && type is { IsClass: true };

    /// <summary>Whether a type is a list, and of what.</summary>
    public static bool IsList(Type type, out Type item) => IsGeneric(type, typeof(IReadOnlyList<>), out item);

    /// <summary>Whether a type is a map with text keys, and of what.</summary>
    public static bool IsMap(Type type, out Type value) => IsGeneric(type, typeof(IReadOnlyDictionary<,>), out value);

    private static bool IsGeneric(Type type, Type definition, out Type last)
    {
        var matches = type.IsGenericType && type.GetGenericTypeDefinition() == definition;
        last = matches ? type.GetGenericArguments()[^1] : type;
        return matches;
    }

    private static List<SettingMember> Read(Type record) =>
    [
        .. record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (property, about: property.GetCustomAttribute<SettingAttribute>()))
            .Where(pair => pair.about is not null)
            .OrderBy(pair => pair.property.MetadataToken)
            .Select(pair => new SettingMember(
                Name(record, pair.property),
                pair.property,
                Nullable.GetUnderlyingType(pair.property.PropertyType) ?? pair.property.PropertyType,
                pair.about!,
                pair.property.IsDefined(typeof(RequiredMemberAttribute)))),
    ];

    private static string Name(Type record, PropertyInfo property)
    {
        var camelCase = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
        return record == typeof(EnvironmentSettings) ? $"{SettingsSource.Project}:{camelCase}" : camelCase;
    }
}
