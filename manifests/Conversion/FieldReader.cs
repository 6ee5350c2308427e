namespace Manifests.Conversion;

/// <summary>Takes the fields of a map one by one and knows which ones are left.</summary>
internal ref struct FieldReader(MapNode node)
{
    private readonly bool[] _taken = new bool[node.Count];

    /// <summary>The field as a class; null when it is absent or of another type, which leaves it among the rest.</summary>
    internal readonly T? Get<T>(string key, NodeReader<T> read)
        where T : class
    {
        var position = node.IndexOf(key);
        if (position < 0 || !read(node.EntryAt(position).Value, out var value))
        {
            return null;
        }

        _taken[position] = true;
        return value;
    }

    /// <summary>The field as a value type; null when it is absent or of another type, which leaves it among the rest.</summary>
    internal readonly T? GetValue<T>(string key, NodeReader<T> read)
        where T : struct
    {
        var position = node.IndexOf(key);
        if (position < 0 || !read(node.EntryAt(position).Value, out var value))
        {
            return null;
        }

        _taken[position] = true;
        return value;
    }

    internal readonly T? Object<T>(string key)
        where T : ManifestRecord, IManifestRecord<T> => Get<T>(key, Readers.Object);

    internal readonly ValueList<T>? List<T>(string key, NodeReader<T> item)
    {
        var position = node.IndexOf(key);
        return position >= 0 && Readers.List(node.EntryAt(position).Value, item, out var value) && (_taken[position] = true) ? value : null;
    }

    internal readonly ValueMap<T>? Map<T>(string key, NodeReader<T> item)
    {
        var position = node.IndexOf(key);
        return position >= 0 && Readers.Map(node.EntryAt(position).Value, item, out var value) && (_taken[position] = true) ? value : null;
    }

    /// <summary>Marks a field that the record's type states anyway.</summary>
    internal readonly void Skip(string key)
    {
        if (node.IndexOf(key) is >= 0 and var position)
        {
            _taken[position] = true;
        }
    }

    /// <summary>The fields that were not taken; null when there are none.</summary>
    internal readonly MapNode? Rest()
    {
        MapNode? rest = null;
        for (var position = 0; position < _taken.Length; position++)
        {
            if (!_taken[position])
            {
                (rest ??= new MapNode()).Add(node.EntryAt(position));
            }
        }

        return rest;
    }
}
