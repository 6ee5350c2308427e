using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Manifests;

/// <summary>
/// An immutable map from strings, ordered by key (ordinal), that equals another one with equal entries, so that records which hold it have value
/// equality.
/// </summary>
/// <remarks>Made by an initialiser, <c>Labels = new() { ["app"] = "web" }</c>, or converted from a dictionary.</remarks>
public sealed class ValueMap<T> : IReadOnlyDictionary<string, T>, IEquatable<ValueMap<T>>
{
    private readonly SortedList<string, T> _entries = new(StringComparer.Ordinal);

    /// <summary>An empty map, to be filled by an object initialiser.</summary>
    public ValueMap()
    {
    }

    /// <summary>A map of the given entries; of equal keys the last one counts.</summary>
    public ValueMap(IEnumerable<KeyValuePair<string, T>> entries)
    {
        foreach (var (key, value) in entries)
        {
            _entries[key] = value;
        }
    }

    /// <inheritdoc cref="IReadOnlyDictionary{TKey, TValue}.this"/>
    public T this[string key]
    {
        get => _entries[key];
        init => _entries[key] = value;
    }

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _entries.Keys;

    /// <inheritdoc/>
    public IEnumerable<T> Values => _entries.Values;

    /// <summary>A map of a dictionary's entries.</summary>
    public static implicit operator ValueMap<T>(Dictionary<string, T> entries) => new(entries);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _entries.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _entries.TryGetValue(key, out value);

    /// <inheritdoc/>
    public bool Equals(ValueMap<T>? other) => other is not null
        && _entries.Keys.SequenceEqual(other._entries.Keys)
        && _entries.Values.SequenceEqual(other._entries.Values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueMap<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // Not the hash of the pairs: KeyValuePair has none of its own, and the one that it inherits works by reflection.
        var hash = new HashCode();
        foreach (var (key, value) in _entries)
        {
            hash.Add(key, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    /// <summary>The entries between braces.</summary>
    public override string ToString() => $"{{{string.Join(", ", _entries)}}}";
}
