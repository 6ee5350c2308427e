using System.Collections.Concurrent;
using Manifests;

namespace Infra.Planning;

/// <summary>
/// The objects that the regions of an environment have in common: those that are equal, name and all, are one, so that a fleet holds most objects once however
/// many regions it has. Several threads may ask at once.
/// </summary>
internal sealed class SharedManifests
{
    private readonly ConcurrentDictionary<(Type Type, string? Namespace, string? Name), KubernetesObject> _objects = new();

    /// <summary>The object, or an equal one that another region has already.</summary>
    public KubernetesObject One(KubernetesObject made)
    {
        var known = _objects.GetOrAdd((made.GetType(), made.Metadata.Namespace, made.Metadata.Name), made);
        return known.Equals(made) ? known : made;
    }
}
