using Manifests;
using Policies.Model;

namespace Policies.Differences;

/// <summary>Where objects of two fleets were written; the newer place first.</summary>
internal sealed class ObjectPlaces
{
    private readonly Dictionary<ObjectReference, Mark?> _marks = [];

    /// <summary>Reads both fleets.</summary>
    public ObjectPlaces(Fleet before, Fleet after)
    {
        foreach (var cluster in after.Clusters.Concat(before.Clusters))
        {
            foreach (var manifest in cluster.Manifests)
            {
                if (ObjectReference.To(manifest, cluster.Region) is { } reference)
                {
                    _marks.TryAdd(reference, manifest.Mark);
                }
            }
        }
    }

    /// <summary>The place of an object; null where it has none.</summary>
    public SourceLocation? Of(ObjectReference? reference) =>
        reference is not null && _marks.GetValueOrDefault(reference) is { } mark ? new SourceLocation(mark.File, mark.Line, mark.Column) : null;
}
