using Manifests.Networking.V1;
using Policies.Model;

namespace Policies.Network;

/// <summary>One entry of a rule's <c>from</c> or <c>to</c>.</summary>
internal sealed class PeerMatch
{
    private readonly NetworkPolicyPeer _peer;
    private readonly string _namespace;
    private readonly PodIndex _pods;

    public PeerMatch(NetworkPolicyPeer peer, string @namespace, PodIndex pods)
    {
        _peer = peer;
        _namespace = @namespace;
        _pods = pods;
        Addresses = peer.IpBlock is { } block ? Ranges([block.Cidr]).Except(Ranges(block.Except ?? [])) : null;
    }

    /// <summary>The addresses of an <c>ipBlock</c>; null for a peer of pods.</summary>
    public AddressSet? Addresses { get; }

    /// <summary>Whether an endpoint is such a peer.</summary>
    public NetworkAnswer Matches(NetworkEndpoint endpoint)
    {
        if (Addresses is not null)
        {
            return endpoint.IsIn(Addresses);
        }

        // Selectors pick pods of the policy's own cluster, and none that call from their node's address.
        return endpoint.Workload is { IsHostNetwork: false } pod && _pods.Has(pod) && PicksPod(pod.Labels) ? PicksNamespace(pod.Namespace) : NetworkAnswer.Denied;
    }

    /// <summary>The pods that the peer's selectors pick.</summary>
    public IEnumerable<Workload> Pods() => Addresses is not null
        ? []
        // Where it is not known whether a namespace is picked, its pods are callers that are not ruled out.
        : _pods.Namespaces.Where(name => PicksNamespace(name) is not NetworkAnswer.Denied).SelectMany(_pods.In).Where(pod => !pod.IsHostNetwork && PicksPod(pod.Labels));

    private static AddressSet Ranges(IEnumerable<string> blocks) =>
        AddressSet.Of(blocks.SelectMany(block => AddressRange.TryParse(block, out var range) ? new[] { range } : []));

    private NetworkAnswer PicksNamespace(string name) => _peer.NamespaceSelector is { } selector ? _pods.Picks(selector, name)
        : name == _namespace ? NetworkAnswer.Allowed
        : NetworkAnswer.Denied;

    private bool PicksPod(IReadOnlyDictionary<string, string> labels) => _peer.PodSelector?.Picks(labels) ?? true;
}
