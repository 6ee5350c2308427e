using Manifests;
using Policies.Modelling;

namespace Policies.Model;

/// <summary>
/// The objects that the clusters of a fleet have in common: those that are equal, name and all, are one tree, which is made, validated and reviewed once.
/// Most objects of an environment are the same in all of its regions. Several threads may ask at once.
/// </summary>
public sealed class SharedObjects
{
    private readonly Dictionary<(Type Type, string? Namespace, string? Name), Entry> _objects = [];

    /// <summary>Takes the objects of one cluster, to which those of the others are compared; none where there is one cluster only.</summary>
    /// <param name="objects">The objects.</param>
    public SharedObjects(IReadOnlyList<KubernetesObject> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        _objects.EnsureCapacity(objects.Count);
        foreach (var record in objects)
        {
            _objects.TryAdd(NameOf(record), new Entry(record, record.ToPassingNode()));
        }
    }

    /// <summary>What is wrong with the objects, or not understood of them.</summary>
    internal ManifestReviews Reviews { get; } = new();

    /// <summary>The tree of an object: that of an equal one, where there is one.</summary>
    internal MapNode TreeOf(KubernetesObject record) =>
        _objects.TryGetValue(NameOf(record), out var known) && (ReferenceEquals(known.Record, record) || known.Record.Equals(record)) ? known.Tree : record.ToPassingNode();

    private static (Type Type, string? Namespace, string? Name) NameOf(KubernetesObject record) => (record.GetType(), record.Metadata.Namespace, record.Metadata.Name);

    private readonly record struct Entry(KubernetesObject Record, MapNode Tree);
}
