using Manifests;
using Policies.Model;

namespace Policies.Rules;

/// <summary>The objects of one cluster, sorted by kind once for all rules.</summary>
internal sealed class ClusterObjects
{
    private readonly Dictionary<string, List<Manifest>> _byKind = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, object> _typed = [];

    /// <summary>Sorts the objects of a cluster; those that do not say what they are have findings of their own.</summary>
    public ClusterObjects(Cluster cluster)
    {
        var all = new List<Manifest>(cluster.Manifests.Count);
        foreach (var node in cluster.Manifests)
        {
            if (Manifest.From(node, all.Count, cluster.Region, cluster.Records.GetValueOrDefault(node)) is { } manifest)
            {
                all.Add(manifest);
                (_byKind.TryGetValue(manifest.Kind, out var list) ? list : _byKind[manifest.Kind] = []).Add(manifest);
            }
        }

        All = all;
    }

    /// <summary>Every object, in the order of the input.</summary>
    public IReadOnlyList<Manifest> All { get; }

    /// <summary>The objects whose kind has a name, of whatever group, in the order of the input.</summary>
    public IReadOnlyList<Manifest> Of(string kind) => _byKind.TryGetValue(kind, out var list) ? list : [];

    /// <summary>The objects of a kind, in the order of the input.</summary>
    public IReadOnlyList<Manifest<T>> Of<T>()
        where T : KubernetesObject
    {
        if (_typed.TryGetValue(typeof(T), out var known))
        {
            return (IReadOnlyList<Manifest<T>>)known;
        }

        // Records are named after their kinds; kinds of the same name in two groups are told apart by the record's type.
        var list = new List<Manifest<T>>();
        foreach (var manifest in Of(typeof(T).Name))
        {
            if (manifest.Record is T record)
            {
                list.Add(new Manifest<T>(manifest, record));
            }
        }

        _typed[typeof(T)] = list;
        return list;
    }
}
