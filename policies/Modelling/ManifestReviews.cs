using System.Collections.Concurrent;
using Manifests;

namespace Policies.Modelling;

/// <summary>
/// The reviews of objects, each made once, when the first of rules, proofs and schema checks asks for it. Several threads, and several clusters, may ask at once.
/// </summary>
/// <param name="isInForce">Whether the objects are taken to be in the cluster as they stand, so that nothing has refused them: a scenario's are.</param>
internal sealed class ManifestReviews(bool isInForce = false)
{
    private readonly ConcurrentDictionary<MapNode, ManifestReview> _reviews = new(ReferenceEqualityComparer.Instance);

    /// <summary>Has an object that was made from another one be as open as that one, whatever it says: nobody writes it to a cluster.</summary>
    /// <param name="made">The object.</param>
    /// <param name="open">Why it is not known what it decides; null where it is.</param>
    public void Take(MapNode made, string? open) => _reviews[made] = ManifestReview.OfMade(open);

    /// <summary>The review of an object.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="record">The object's record, where it has been read; null to read it where it is needed.</param>
    public ManifestReview Of(MapNode manifest, KubernetesObject? record = null)
    {
        if (_reviews.TryGetValue(manifest, out var known))
        {
            return known;
        }

        var review = _reviews.GetOrAdd(manifest, ManifestReview.Of(manifest, record, isInForce));
        if (review.IsClean)
        {
            // Nobody looks into it again: the record says the same.
            manifest.Forget();
        }

        return review;
    }
}
