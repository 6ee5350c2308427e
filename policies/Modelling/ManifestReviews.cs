using System.Collections.Concurrent;
using Manifests;

namespace Policies.Modelling;

/// <summary>The reviews of a cluster's objects, each made once, when the first of rules, proofs and schema checks asks for it.</summary>
internal sealed class ManifestReviews
{
    private readonly ConcurrentDictionary<MapNode, ManifestReview> _reviews = new(ReferenceEqualityComparer.Instance);

    /// <summary>The review of an object. Several threads may ask at once.</summary>
    public ManifestReview Of(MapNode manifest) => _reviews.GetOrAdd(manifest, ManifestReview.Of);
}
