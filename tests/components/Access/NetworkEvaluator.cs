using System.Net;
using Manifests.Meta.V1;
using Manifests.Networking.V1;

namespace Tests.Components.Access;

/// <summary>Kubernetes' NetworkPolicy semantics for pods and addresses: isolation by direction, then the union of all allows.</summary>
internal sealed class NetworkEvaluator(IReadOnlyList<NetworkPolicy> policies)
{
    private readonly ILookup<string, NetworkPolicySpec> _policies =
        policies.ToLookup(policy => policy.Metadata.Namespace!, policy => policy.Spec!);

    /// <summary>Whether a connection inside the cluster passes at both ends.</summary>
    public bool Connects(Pod from, Pod to, int port, string protocol = "TCP") => Leaves(from, to, port, protocol) && Enters(from, to, port, protocol);

    public bool Leaves(Pod from, Pod to, int port, string protocol = "TCP") => Passes(
        from,
        "Egress",
        spec => spec.Egress ?? [],
        rule => OnPort(rule.Ports, port, protocol) && (rule.To is null || rule.To.Any(peer => IsPod(peer, to) || IsEverywhere(peer))));

    public bool Leaves(Pod from, IPAddress address, int port) => Passes(
        from,
        "Egress",
        spec => spec.Egress ?? [],
        rule => OnPort(rule.Ports, port, "TCP") && (rule.To is null || rule.To.Any(peer => Covers(peer, address))));

    public bool Enters(Pod from, Pod to, int port, string protocol = "TCP") => Passes(
        to,
        "Ingress",
        spec => spec.Ingress ?? [],
        rule => OnPort(rule.Ports, port, protocol) && (rule.From is null || rule.From.Any(peer => IsPod(peer, from) || IsEverywhere(peer))));

    /// <summary>Whether a connection from outside the cluster reaches a pod.</summary>
    public bool Enters(IPAddress from, Pod to, int port) => Passes(
        to,
        "Ingress",
        spec => spec.Ingress ?? [],
        rule => OnPort(rule.Ports, port, "TCP") && (rule.From is null || rule.From.Any(peer => Covers(peer, from))));

    private bool Passes<TRule>(Pod pod, string direction, Func<NetworkPolicySpec, IEnumerable<TRule>> rules, Func<TRule, bool> allows)
    {
        List<NetworkPolicySpec> selecting = [.. _policies[pod.Namespace]
            .Where(spec => pod.Has(spec.PodSelector?.MatchLabels) && spec.PolicyTypes!.Contains(direction))];
        return selecting.Count == 0 || selecting.SelectMany(rules).Any(allows);
    }

    private static bool OnPort(IReadOnlyList<NetworkPolicyPort>? ports, int port, string protocol) =>
        ports is null || ports.Any(allowed => allowed.Protocol == protocol && allowed.Port?.Number == port);

    private static bool IsPod(NetworkPolicyPeer peer, Pod pod) =>
        peer.IpBlock is null && InNamespace(peer.NamespaceSelector, pod) && pod.Has(peer.PodSelector?.MatchLabels);

    private static bool InNamespace(LabelSelector? selector, Pod pod) =>
        selector?.MatchLabels is not { } labels || labels.All(label => label.Key == "kubernetes.io/metadata.name" && label.Value == pod.Namespace);

    /// <summary>Pods of the cluster have addresses too: a peer that is every address covers them.</summary>
    private static bool IsEverywhere(NetworkPolicyPeer peer) => peer.IpBlock?.Cidr is "0.0.0.0/0" or "::/0";

    private static bool Covers(NetworkPolicyPeer peer, IPAddress address) => peer.IpBlock is { } block
        && Contains(block.Cidr!, address)
        && !(block.Except ?? []).Any(except => Contains(except, address));

    private static bool Contains(string cidr, IPAddress address) => IPNetwork.Parse(cidr).Contains(address);
}
