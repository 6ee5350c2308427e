using Manifests;
using Policies.Model;

namespace Policies.Differences;

/// <summary>The objects that two fleets do not share: added, removed, or written otherwise.</summary>
internal sealed class ChangedObjects
{
    private readonly HashSet<ObjectReference> _changed = [];

    /// <summary>Compares the objects of two fleets.</summary>
    public ChangedObjects(Fleet before, Fleet after)
    {
        var (old, now) = (Objects(before), Objects(after));
        foreach (var (reference, manifest) in old)
        {
            if (!now.TryGetValue(reference, out var other) || !other.Equals(manifest))
            {
                _changed.Add(reference);
            }
        }

        _changed.UnionWith(now.Keys.Where(reference => !old.ContainsKey(reference)));
    }

    /// <summary>Whether an object is one of them.</summary>
    public bool Contains(ObjectReference? reference) => reference is not null && _changed.Contains(reference);

    /// <summary>The first that is one of them; the first of all where none is.</summary>
    public ObjectReference? Cause(params IReadOnlyList<ObjectReference?> candidates) =>
        candidates.FirstOrDefault(Contains) ?? candidates.FirstOrDefault(candidate => candidate is not null);

    private static Dictionary<ObjectReference, MapNode> Objects(Fleet fleet)
    {
        var objects = new Dictionary<ObjectReference, MapNode>();
        foreach (var cluster in fleet.Clusters)
        {
            foreach (var manifest in cluster.Manifests)
            {
                if (ObjectReference.To(manifest, cluster.Region) is { } reference)
                {
                    objects.TryAdd(reference, manifest);
                }
            }
        }

        return objects;
    }
}
