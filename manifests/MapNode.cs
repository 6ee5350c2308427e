using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Manifests;

/// <summary>A map from unique string keys to nodes, which keeps the order in which the keys were added.</summary>
public sealed class MapNode : Node, IReadOnlyCollection<MapEntry>
{
    private const int LargestScannedCount = 8;

    // Of the fields that a record could have, few are set: more room than this is made when it is needed.
    private const int LargestReservedCount = 4;

    // Of a record's map several threads may fill the entries. The count is written before them and read after them.
    private volatile MapEntry[]? _entries = [];
    private int _count;
    private KubernetesObject? _record;
    private Dictionary<string, int>? _index;

    /// <summary>An empty map.</summary>
    public MapNode()
    {
    }

    /// <summary>An empty map for up to <paramref name="capacity"/> keys; it takes more as well.</summary>
    public MapNode(int capacity) => _entries = capacity == 0 ? [] : new MapEntry[Math.Min(capacity, LargestReservedCount)];

    /// <summary>The map of an object, written when somebody looks for more in it than what the object is called.</summary>
    internal MapNode(KubernetesObject record) => (_record, _entries) = (record, null);

    /// <summary>
    /// The record that says all that the map does, and by which it is quicker to ask what the object is called; null for maps that were read, or written to since.
    /// </summary>
    public KubernetesObject? Record => _record is { ExtraFields: null } record ? record : null;

    /// <inheritdoc/>
    public int Count => Entries.Length;

    /// <summary>The value of a key, or null when the map does not have it. Setting replaces the value or appends the key.</summary>
    [DisallowNull]
    public Node? this[string key]
    {
        get
        {
            if (_entries is null && _record?.Named(key) is { } name)
            {
                return name;
            }

            var entries = Filled();
            return IndexOf(entries, key) is >= 0 and var position ? entries[position].Value : null;
        }

        set
        {
            if (IndexOf(key) is >= 0 and var position)
            {
                _record = null;
                Filled()[position] = new MapEntry(key, value);
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
    public int IndexOf(string key) => IndexOf(Filled(), key);

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
    public ArraySegment<MapEntry>.Enumerator GetEnumerator() => new ArraySegment<MapEntry>(Filled(), 0, _count).GetEnumerator();

    IEnumerator<MapEntry> IEnumerable<MapEntry>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// Lets go of what was written from a record, until somebody asks for it again: then it is written anew, and the same. Nothing happens to other maps. Whoever
    /// reads the map at the same time is not disturbed.
    /// </summary>
    public void Forget()
    {
        if (_record is not null)
        {
            _entries = null;
        }
    }

    /// <summary>Appends a key that the caller knows to be new: what generated records write.</summary>
    internal void AddNew(string key, Node value) => Append(new MapEntry(key, value));

    // The count comes with the entries, so they are asked for first.
    private ReadOnlySpan<MapEntry> Entries => Filled() is var entries ? entries.AsSpan(0, _count) : [];

    /// <summary>The entries with room behind them. Two threads may write them at once; they write the same.</summary>
    private MapEntry[] Filled()
    {
        if (_entries is { } entries)
        {
            return entries;
        }

        var written = _record!.ToNode();
        (entries, _count) = (written._entries!, written._count);
        _entries = entries;
        return entries;
    }

    private int IndexOf(MapEntry[] entries, string key)
    {
        if (_count > LargestScannedCount)
        {
            return (_index ??= BuildIndex(entries)).TryGetValue(key, out var indexed) ? indexed : -1;
        }

        for (var position = 0; position < _count; position++)
        {
            if (string.Equals(entries[position].Key, key, StringComparison.Ordinal))
            {
                return position;
            }
        }

        return -1;
    }

    private void Append(MapEntry entry)
    {
        var entries = Filled();
        // What is not written in the record must not be forgotten.
        _record = null;
        if (_count == entries.Length)
        {
            Array.Resize(ref entries, Math.Max(2, 2 * _count));
            _entries = entries;
        }

        _index?.Add(entry.Key, _count);
        entries[_count++] = entry;
    }

    private Dictionary<string, int> BuildIndex(MapEntry[] entries)
    {
        var index = new Dictionary<string, int>(_count, StringComparer.Ordinal);
        for (var position = 0; position < _count; position++)
        {
            index[entries[position].Key] = position;
        }

        return index;
    }
}
