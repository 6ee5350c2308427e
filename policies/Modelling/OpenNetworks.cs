using System.Collections.Concurrent;
using Manifests;
using Policies.Model;

namespace Policies.Modelling;

/// <summary>Network policies of a foreign kind, and those with fields whose meaning is not known. Several threads may ask at once.</summary>
internal sealed class OpenNetworks(Cluster cluster)
{
    private readonly IReadOnlyList<ForeignNetworkPolicy> _foreign = ForeignNetworkPolicy.Of(cluster);
    private readonly ILookup<string, MapNode> _policies =
        cluster.NetworkPolicies.ToLookup(policy => policy.Namespace, policy => policy.Manifest, StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, OpenQuestion?> _known = new(StringComparer.Ordinal);

    /// <summary>The first that may concern pods of a namespace; null for none.</summary>
    public OpenQuestion? Of(string @namespace) => _foreign.Count == 0 && _policies.Count == 0 ? null : _known.GetOrAdd(@namespace, Find);

    private OpenQuestion? Find(string @namespace) =>
        OpenQuestion.First(_foreign
            .Where(policy => policy.MayConcern(@namespace))
            .Select(policy => new OpenQuestion(policy.Manifest, cluster.Region, "network policies of its kind are not modelled")))
        ?? OpenQuestion.First(_policies[@namespace].Select(manifest => OpenQuestion.OfFields(manifest, cluster)));
}
