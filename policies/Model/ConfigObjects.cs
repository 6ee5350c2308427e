using System.Globalization;
using Manifests;

namespace Policies.Model;

/// <summary>The objects of an input, by kind and in Istio's order.</summary>
internal sealed class ConfigObjects
{
    private readonly List<(KubernetesObject Record, MapNode Manifest, int Index)> _records = [];
    private readonly HashSet<MapNode> _used = new(ReferenceEqualityComparer.Instance);
    private readonly string? _region;

    internal ConfigObjects(IEnumerable<MapNode> manifests, string? region)
    {
        _region = region;
        var index = 0;
        foreach (var manifest in manifests)
        {
            All.Add(manifest);
            if (KubernetesObject.Read(manifest) is { } record)
            {
                _records.Add((record, manifest, index));
            }

            index++;
        }
    }

    internal List<MapNode> All { get; } = [];

    /// <summary>What no call of <see cref="Of"/> has taken.</summary>
    internal IReadOnlyList<MapNode> Others => [.. All.Where(manifest => !_used.Contains(manifest))];

    internal IReadOnlyList<ConfigObject<T>> Of<T>()
        where T : KubernetesObject
    {
        var objects = new List<ConfigObject<T>>();
        foreach (var (record, manifest, index) in _records)
        {
            if (record is T typed)
            {
                _used.Add(manifest);
                objects.Add(Object(typed, manifest, index));
            }
        }

        objects.Sort(Compare);
        return objects;
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
}
