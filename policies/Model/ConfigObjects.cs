using System.Globalization;
using Manifests;

namespace Policies.Model;

/// <summary>The objects of an input, by kind and in Istio's order.</summary>
internal sealed class ConfigObjects
{
    private readonly Dictionary<Type, List<Entry>> _byType = [];
    private readonly Dictionary<MapNode, KubernetesObject> _records = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Type> _used = [];
    private readonly string? _region;

    /// <summary>Reads the records of objects that were written by anybody.</summary>
    internal ConfigObjects(IEnumerable<MapNode> manifests, string? region)
    {
        _region = region;
        foreach (var manifest in manifests)
        {
            Add(manifest, KubernetesObject.Read(manifest));
        }
    }

    /// <summary>Takes objects that this program made, whose records need not be read again; of two equal ones each has a tree of its own.</summary>
    internal ConfigObjects(IEnumerable<KubernetesObject> records, string? region, SharedObjects? shared)
    {
        _region = region;
        if (records.TryGetNonEnumeratedCount(out var count))
        {
            _records.EnsureCapacity(count);
            All.EnsureCapacity(count);
        }

        foreach (var record in records)
        {
            var tree = shared?.TreeOf(record);
            Add(tree is null || _records.ContainsKey(tree) ? record.ToPassingNode() : tree, record);
        }
    }

    internal List<MapNode> All { get; } = [];

    /// <summary>The record of each object that has one.</summary>
    internal IReadOnlyDictionary<MapNode, KubernetesObject> Records => _records;

    /// <summary>What no call of <see cref="Of"/> has taken.</summary>
    internal IReadOnlyList<MapNode> Others => [.. All.Where(manifest => !_records.TryGetValue(manifest, out var record) || !_used.Contains(record.GetType()))];

    internal IReadOnlyList<ConfigObject<T>> Of<T>()
        where T : KubernetesObject
    {
        _used.Add(typeof(T));
        var entries = _byType.GetValueOrDefault(typeof(T), []);
        var objects = new List<ConfigObject<T>>(entries.Count);
        foreach (var (record, manifest, index) in entries)
        {
            objects.Add(Object((T)record, manifest, index));
        }

        objects.Sort(Compare);
        return objects;
    }

    private void Add(MapNode manifest, KubernetesObject? record)
    {
        if (record is not null)
        {
            _records.Add(manifest, record);
            (_byType.TryGetValue(record.GetType(), out var same) ? same : _byType[record.GetType()] = []).Add(new Entry(record, manifest, All.Count));
        }

        All.Add(manifest);
    }

    internal static SourceLocation? SourceOf(MapNode manifest) =>
        manifest.Mark is { } mark ? new SourceLocation(mark.File, mark.Line, mark.Column) : null;

    private ConfigObject<T> Object<T>(T record, MapNode manifest, int index)
        where T : KubernetesObject => new()
        {
            Object = record,
            Manifest = manifest,
            Reference = new ObjectReference
            {
                Region = _region,
                Kind = record.Kind,
                Namespace = record.IsNamespaced ? record.Metadata.Namespace ?? ObjectNames.DefaultNamespace : null,
                Name = record.Metadata.Name ?? record.Metadata.GenerateName ?? "",
            },
            Source = SourceOf(manifest),
            Created = Time(record.Metadata.CreationTimestamp),
            Index = index,
        };

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static int Compare<T>(ConfigObject<T> left, ConfigObject<T> right)
        where T : KubernetesObject
    {
        var order = Nullable.Compare(left.Created, right.Created);
        order = order != 0 ? order : string.CompareOrdinal(left.Name, right.Name);
        order = order != 0 ? order : string.CompareOrdinal(left.Namespace, right.Namespace);
        return order != 0 ? order : left.Index.CompareTo(right.Index);
    }

    private readonly record struct Entry(KubernetesObject Record, MapNode Manifest, int Index);
}
