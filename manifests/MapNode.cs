using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Manifests;

/// <summary>A map from unique string keys to nodes, which keeps the order in which the keys were added.</summary>
public sealed class MapNode : Node, IReadOnlyCollection<MapEntry>
{
    private const int LargestScannedCount = 8;

    // Of the fields that a record could have, few are set: more room than this is made when it is needed.
    private const int LargestReservedCount = 4;

    private MapEntry[] _entries = [];
    private Dictionary<string, int>? _index;

    /// <summary>An empty map.</summary>
    public MapNode()
    {
    }

    /// <summary>An empty map for up to <paramref name="capacity"/> keys; it takes more as well.</summary>
    public MapNode(int capacity) => _entries = capacity == 0 ? [] : new MapEntry[Math.Min(capacity, LargestReservedCount)];

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <summary>The value of a key, or null when the map does not have it. Setting replaces the value or appends the key.</summary>
    [DisallowNull]
    public Node? this[string key]
    {
        get => IndexOf(key) is >= 0 and var position ? _entries[position].Value : null;
        set
        {
            if (IndexOf(key) is >= 0 and var position)
            {
                _entries[position] = new MapEntry(key, value);
            }
            else
            {
                Append(new MapEntry(key, value));
            }
        }
    }

    /// <summary>The entry at a position, in the order in which the keys were added.</summary>
    public MapEntry EntryAt(int position) => Entries[position];

    /// <summary>Appends a key.</summary>
    /// <exception cref="ArgumentException">The map has the key already.</exception>
    public void Add(string key, Node value) => Add(new MapEntry(key, value));

    /// <inheritdoc cref="Add(string, Node)"/>
    public void Add(MapEntry entry)
    {
        if (!TryAdd(entry))
        {
            throw new ArgumentException($"the map has the key '{entry.Key}' already", nameof(entry));
        }
    }

    /// <summary>Appends a key, unless the map has it already.</summary>
    /// <returns>Whether the key was appended.</returns>
    public bool TryAdd(MapEntry entry)
    {
        if (IndexOf(entry.Key) >= 0)
        {
            return false;
        }

        Append(entry);
        return true;
    }

    /// <summary>Whether the map has the key.</summary>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <summary>The value of a key, where the map has it.</summary>
    public bool TryGet(string key, [MaybeNullWhen(false)] out Node value)
    {
        value = this[key];
        return value is not null;
    }

    /// <summary>Position of a key in the order of adding; -1 when the map does not have it.</summary>
    public int IndexOf(string key)
    {
        if (Count > LargestScannedCount)
        {
            return (_index ??= BuildIndex()).TryGetValue(key, out var indexed) ? indexed : -1;
        }

        for (var position = 0; position < Count; position++)
        {
            if (string.Equals(_entries[position].Key, key, StringComparison.Ordinal))
            {
                return position;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public override bool Equals(Node? other)
    {
        if (other is not MapNode map || map.Count != Count)
        {
            return false;
        }

        foreach (ref readonly var entry in Entries)
        {
            if (!entry.Value.Equals(map[entry.Key]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 0;
        foreach (ref readonly var entry in Entries)
        {
            hash ^= HashCode.Combine(string.GetHashCode(entry.Key, StringComparison.Ordinal), entry.Value);
        }

        return hash;
    }

    /// <inheritdoc cref="IEnumerable{T}.GetEnumerator"/>
    public ArraySegment<MapEntry>.Enumerator GetEnumerator() => new ArraySegment<MapEntry>(_entries, 0, Count).GetEnumerator();

    IEnumerator<MapEntry> IEnumerable<MapEntry>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Appends a key that the caller knows to be new: what generated records write.</summary>
    internal void AddNew(string key, Node value) => Append(new MapEntry(key, value));

    private ReadOnlySpan<MapEntry> Entries => _entries.AsSpan(0, Count);

    private void Append(MapEntry entry)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(2, 2 * Count));
        }

        _index?.Add(entry.Key, Count);
        _entries[Count++] = entry;
    }

    private Dictionary<string, int> BuildIndex()
    {
        var index = new Dictionary<string, int>(Count, StringComparer.Ordinal);
        for (var position = 0; position < Count; position++)
        {
            index[_entries[position].Key] = position;
        }

        return index;
    }
}
