using Manifests;
using Policies.Model;

namespace Policies.Differences;

/// <summary>The objects that two fleets do not share (added, removed, or written otherwise), and where objects were written.</summary>
internal sealed class ChangeCauses
{
    private readonly HashSet<ObjectReference> _changed = [];
    private readonly Dictionary<ObjectReference, Mark?> _marks = [];

    /// <summary>Compares the objects of two fleets.</summary>
    public ChangeCauses(Fleet before, Fleet after)
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
        foreach (var (reference, manifest) in now.Concat(old))
        {
            _marks.TryAdd(reference, manifest.Mark);
        }
    }

    /// <summary>Whether an object is not the same in both.</summary>
    public bool Changed(ObjectReference reference) => _changed.Contains(reference);

    /// <summary>The object behind a change: what decides now where something is gained, what decided before where it is lost; a changed one before others.</summary>
    public ObjectReference? Of(Fate fate) => fate.Kind == ChangeKind.Gained
        ? First(fate.After.Object, fate.Before.Object)
        : First(fate.Before.Object, fate.After.Object);

    /// <summary>The first that is not the same in both; the first of all where each is.</summary>
    public ObjectReference? First(params IReadOnlyList<ObjectReference?> candidates) =>
        candidates.FirstOrDefault(candidate => candidate is not null && Changed(candidate)) ?? candidates.FirstOrDefault(candidate => candidate is not null);

    /// <summary>Where an object was written, the newer place first; null where it has none.</summary>
    public SourceLocation? PlaceOf(ObjectReference? reference) =>
        reference is not null && _marks.GetValueOrDefault(reference) is { } mark ? new SourceLocation(mark.File, mark.Line, mark.Column) : null;

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
