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
    // Exactly as long as the map: nearly all have one to three entries, and there are tens of thousands of them.
    private KeyValuePair<string, T>[] _entries = [];

    /// <summary>An empty map, to be filled by an object initialiser.</summary>
    public ValueMap()
    {
    }

    /// <summary>A map of the given entries; of equal keys the last one counts.</summary>
    public ValueMap(IEnumerable<KeyValuePair<string, T>> entries)
    {
        var sorted = new SortedList<string, T>(entries.TryGetNonEnumeratedCount(out var count) ? count : 0, StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            sorted[key] = value;
        }

        _entries = [.. sorted];
    }

    /// <inheritdoc cref="IReadOnlyDictionary{TKey, TValue}.this"/>
    public T this[string key]
    {
        get => IndexOf(key) is >= 0 and var position ? _entries[position].Value : throw new KeyNotFoundException($"the map has no key '{key}'");
        init
        {
            var position = IndexOf(key);
            if (position < 0)
            {
                position = ~position;
                _entries = [.. _entries.AsSpan(0, position), default, .. _entries.AsSpan(position)];
            }

            _entries[position] = new KeyValuePair<string, T>(key, value);
        }
    }

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _entries.Select(entry => entry.Key);

    /// <inheritdoc/>
    public IEnumerable<T> Values => _entries.Select(entry => entry.Value);

    /// <summary>A map of a dictionary's entries.</summary>
    public static implicit operator ValueMap<T>(Dictionary<string, T> entries) => new(entries);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        var position = IndexOf(key);
        value = position >= 0 ? _entries[position].Value : default;
        return position >= 0;
    }

    /// <inheritdoc/>
    public bool Equals(ValueMap<T>? other)
    {
        if (other is null || other.Count != Count)
        {
            return false;
        }

        for (var position = 0; position < Count; position++)
        {
            if (!string.Equals(_entries[position].Key, other._entries[position].Key, StringComparison.Ordinal)
                || !EqualityComparer<T>.Default.Equals(_entries[position].Value, other._entries[position].Value))
            {
                return false;
            }
        }

        return true;
    }

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
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, T>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    /// <summary>The entries between braces.</summary>
    public override string ToString() => $"{{{string.Join(", ", _entries)}}}";

    /// <summary>The entries, for writers.</summary>
    internal ReadOnlySpan<KeyValuePair<string, T>> Entries => _entries;

    /// <summary>Where a key is; the complement of where it would be when the map does not have it.</summary>
    private int IndexOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var (low, high) = (0, _entries.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (string.CompareOrdinal(_entries[middle].Key, key))
            {
                case 0:
                    return middle;
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return ~low;
    }
}
