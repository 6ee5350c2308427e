using System.Collections.ObjectModel;

namespace Infra.Settings;

/// <summary>What an optional map of settings is where it is left out.</summary>
internal static class Empty<T>
{
    /// <summary>A map without entries.</summary>
    public static IReadOnlyDictionary<string, T> Map { get; } = ReadOnlyDictionary<string, T>.Empty;
}
