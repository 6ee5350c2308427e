using Manifests;

namespace Infra.Live;

/// <summary>The objects of one region's cluster, as they were read from it or from a dump.</summary>
internal sealed class LiveCluster
{
    private readonly Dictionary<ObjectKey, MapNode> _objects = [];
    private readonly Dictionary<string, List<LiveObject>> _kinds = new(StringComparer.Ordinal);

    /// <param name="region">The region.</param>
    /// <param name="objects">Its objects; what does not say what it is, is left out.</param>
    /// <param name="missingKinds">Kinds that were asked for and that the cluster does not know.</param>
    public LiveCluster(string region, IEnumerable<MapNode> objects, IReadOnlyList<string>? missingKinds = null)
    {
        Region = region;
        MissingKinds = missingKinds ?? [];
        foreach (var manifest in objects)
        {
            if (ObjectKey.Of(manifest) is { } key)
            {
                _objects[key] = manifest;
            }
        }

        foreach (var (key, manifest) in _objects)
        {
            var kind = $"{key.Group}/{key.Kind}";
            if (!_kinds.TryGetValue(kind, out var own))
            {
                _kinds.Add(kind, own = []);
            }

            own.Add(new LiveObject(key, manifest));
        }

        foreach (var own in _kinds.Values)
        {
            own.Sort((one, other) => string.CompareOrdinal(one.Key.Namespace, other.Key.Namespace) is not 0 and var order ? order : string.CompareOrdinal(one.Key.Name, other.Key.Name));
        }
    }

    /// <summary>The region.</summary>
    public string Region { get; }

    /// <summary>Kinds that the cluster does not know: their CRD is not installed.</summary>
    public IReadOnlyList<string> MissingKinds { get; }

    /// <summary>How many objects there are.</summary>
    public int Count => _objects.Count;

    /// <summary>The objects.</summary>
    public IReadOnlyCollection<MapNode> Objects => _objects.Values;

    /// <summary>The object of a key, or null.</summary>
    public MapNode? Find(ObjectKey key) => _objects.GetValueOrDefault(key);

    /// <summary>The objects of a kind, with their keys, ordered by namespace and name.</summary>
    public IReadOnlyList<LiveObject> OfKind(string group, string kind) => _kinds.GetValueOrDefault($"{group}/{kind}") ?? [];
}
