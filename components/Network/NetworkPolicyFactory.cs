using Manifests;
using Manifests.Meta.V1;
using Manifests.Networking.V1;

namespace Components.Network;

/// <summary>Network policies in few words.</summary>
internal static class NetworkPolicyFactory
{
    /// <summary>A policy that isolates every pod of a namespace in both directions and allows nothing.</summary>
    public static NetworkPolicy Nothing(string name, string @namespace) => new()
    {
        Metadata = Metadata(name, @namespace),
        Spec = new NetworkPolicySpec { PodSelector = new LabelSelector(), PolicyTypes = ["Ingress", "Egress"] },
    };

    /// <summary>A policy that allows what its rules say. It isolates pods only in directions in which it has rules.</summary>
    /// <param name="name">The policy's name.</param>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="pods">The labels of the pods that it selects; empty selects all.</param>
    /// <param name="ingress">Who may reach them.</param>
    /// <param name="egress">What they may reach.</param>
    public static NetworkPolicy Allow(
        string name,
        string @namespace,
        IReadOnlyDictionary<string, string> pods,
        IReadOnlyList<NetworkPolicyIngressRule> ingress,
        IReadOnlyList<NetworkPolicyEgressRule> egress) => new()
        {
            Metadata = Metadata(name, @namespace),
            Spec = new NetworkPolicySpec
            {
                PodSelector = new LabelSelector { MatchLabels = pods.Count > 0 ? new ValueMap<string>(pods) : null },
                PolicyTypes = [.. ingress.Count > 0 ? ["Ingress"] : (string[])[], .. egress.Count > 0 ? ["Egress"] : (string[])[]],
                Ingress = ingress.Count > 0 ? [.. ingress] : null,
                Egress = egress.Count > 0 ? [.. egress] : null,
            },
        };

    /// <summary>Ingress from peers to TCP ports of the pods; no peers means from everywhere, outside the cluster included.</summary>
    public static NetworkPolicyIngressRule From(IReadOnlyList<NetworkPolicyPeer> peers, params IReadOnlyList<int> ports) =>
        new() { From = peers.Count > 0 ? [.. peers] : null, Ports = Tcp(ports) };

    /// <summary>Ingress from peers to every port of the pods.</summary>
    public static NetworkPolicyIngressRule FromAllPorts(IReadOnlyList<NetworkPolicyPeer> peers) => new() { From = [.. peers] };

    /// <summary>Egress to TCP ports of peers.</summary>
    public static NetworkPolicyEgressRule To(IReadOnlyList<NetworkPolicyPeer> peers, params IReadOnlyList<int> ports) =>
        new() { To = [.. peers], Ports = Tcp(ports) };

    private static ValueList<NetworkPolicyPort> Tcp(IReadOnlyList<int> ports) =>
        [.. ports.Distinct().Order().Select(port => new NetworkPolicyPort { Protocol = "TCP", Port = port })];

    private static ObjectMeta Metadata(string name, string @namespace) =>
        new() { Name = name, Namespace = @namespace, Labels = ObjectLabels.Common() };
}
