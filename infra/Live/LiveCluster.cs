using Manifests;

namespace Infra.Live;

/// <summary>The objects of one region's cluster, as they were read from it or from a dump.</summary>
internal sealed class LiveCluster
{
    private readonly Dictionary<ObjectKey, MapNode> _objects = [];
    private readonly Dictionary<(string Group, string Kind), KeyValuePair<ObjectKey, MapNode>[]> _kinds;

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

        _kinds = _objects.GroupBy(entry => (entry.Key.Group, entry.Key.Kind)).ToDictionary(
            kind => kind.Key,
            kind => kind.OrderBy(entry => entry.Key.Namespace, StringComparer.Ordinal).ThenBy(entry => entry.Key.Name, StringComparer.Ordinal).ToArray());
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
    public IReadOnlyList<KeyValuePair<ObjectKey, MapNode>> OfKind(string group, string kind) => _kinds.GetValueOrDefault((group, kind)) ?? [];
}
