using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>
/// Values that are in the form in which they cross to the provider already, and so need not be copied: what mocks return is mostly
/// what they were given, and manifests come in this form.
/// </summary>
internal static class WireForm
{
    public static bool Holds(object? value) => value switch
    {
        null or bool or double => true,
        string text => text != WellKnown.Unknown,
        ImmutableArray<object?> list => HoldsForAll(list),
        ImmutableDictionary<string, object?> map => map.KeyComparer == EqualityComparer<string>.Default && HoldsForAll(map),
        _ => false,
    };

    /// <summary>Whether an entry of a map reaches the other side: nulls do not, and names with two underscores belong to the engine.</summary>
    public static bool Carries(string key, in Serialized value) => !value.IsAbsent && !IsInternal(key);

    public static bool IsInternal(string key) => key.StartsWith("__", StringComparison.Ordinal);

    private static bool HoldsForAll(ImmutableArray<object?> list)
    {
        if (list.IsDefault)
        {
            return false;
        }

        foreach (var item in list)
        {
            if (!Holds(item))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HoldsForAll(ImmutableDictionary<string, object?> map)
    {
        foreach (var (key, value) in map)
        {
            if (value is null || IsInternal(key) || !Holds(value))
            {
                return false;
            }
        }

        return true;
    }
}
