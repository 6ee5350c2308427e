using Manifests.Networking.V1;
using Policies.Model;
using Policies.Network;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Networks;

/// <summary>The NetworkPolicies of one cluster, pod by pod.</summary>
internal sealed class NetworkPolicies
{
    private readonly SelectorIndex<ConfigObject<NetworkPolicy>> _policies;
    private readonly PeerClauses _peers;
    private readonly Dictionary<ConfigObject<NetworkPolicy>, IReadOnlyList<NetworkRule>> _ingress = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ConfigObject<NetworkPolicy>, IReadOnlyList<NetworkRule>> _egress = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads a cluster.</summary>
    public NetworkPolicies(Cluster cluster)
    {
        _policies = new SelectorIndex<ConfigObject<NetworkPolicy>>(
            cluster.NetworkPolicies, policy => policy.Namespace, policy => policy.Object.Spec?.PodSelector?.MatchLabels);
        _peers = new PeerClauses(cluster.Namespaces);
    }

    /// <summary>What happens to a pod's connections in a direction.</summary>
    public PodIsolation Of(Pod pod, Direction direction)
    {
        var selecting = _policies.Selecting(pod.Namespace, pod.Labels)
            .Where(policy => Directs(policy.Object.Spec, direction) && LabelTests.MatchesExpressions(policy.Object.Spec?.PodSelector, pod.Labels))
            .ToList();
        return new PodIsolation { By = selecting, Rules = [.. selecting.SelectMany(policy => Rules(policy, pod, direction))] };
    }

    private static bool Directs(NetworkPolicySpec? spec, Direction direction) => spec?.PolicyTypes is { Count: > 0 } types
        ? types.Contains(direction.ToString())
        : direction == Direction.Ingress || spec?.Egress is not null;

    /// <summary>The rules of a policy: the same for every pod that it selects, unless they name ports that each pod numbers for itself.</summary>
    private IReadOnlyList<NetworkRule> Rules(ConfigObject<NetworkPolicy> policy, Pod pod, Direction direction)
    {
        if (direction == Direction.Egress)
        {
            return _egress.TryGetValue(policy, out var rules)
                ? rules
                : _egress[policy] = [.. (policy.Object.Spec?.Egress ?? []).Select(rule => Rule(policy, null, rule.To, rule.Ports))];
        }

        if (_ingress.TryGetValue(policy, out var shared))
        {
            return shared;
        }

        IReadOnlyList<NetworkRule> made = [.. (policy.Object.Spec?.Ingress ?? []).Select(rule => Rule(policy, pod, rule.From, rule.Ports))];
        return NamesPorts(policy.Object.Spec) ? made : _ingress[policy] = made;
    }

    private static bool NamesPorts(NetworkPolicySpec? spec) => spec?.Ingress?.Any(rule => rule.Ports?.Any(port => port.Port?.Text is not null) == true) == true;

    /// <summary>A rule; the pod whose ports it names is not known for egress.</summary>
    private NetworkRule Rule(
        ConfigObject<NetworkPolicy> policy, Pod? called, IReadOnlyList<NetworkPolicyPeer>? peers, IReadOnlyList<NetworkPolicyPort>? ports)
    {
        var ends = peers is { Count: > 0 } ? peers.SelectMany(peer => _peers.Of(policy.Namespace, peer)).ToList() : [new ClauseBuilder()];
        return new NetworkRule(
            policy.Reference,
            ports is { Count: > 0 }
                ? [.. from end in ends from port in ports let clause = With(end, called, port) where !clause.IsImpossible select clause.Build()]
                : [.. ends.Select(end => end.Build())]);
    }

    private static ClauseBuilder With(ClauseBuilder end, Pod? called, NetworkPolicyPort port)
    {
        var clause = end.Copy();
        PeerClauses.RequireProtocol(clause, port.Protocol ?? "TCP");
        switch (port.Port)
        {
            case { Number: { } number }:
                clause.Require(new DimensionKey(DimensionKind.Port), isNegated: false, [new PortRange((int)number, port.EndPort ?? (int)number)]);
                break;
            case { Text: { } name } when called is null:
                clause.RequireUnknown($"port {name} is numbered by the pod that is called");
                break;
            case { Text: { } name }:
                var protocol = NetworkProtocols.Parse(port.Protocol);
                PortRange[] named = [.. called.Ports.Where(own => own.Name == name && own.Protocol == protocol).Select(own => new PortRange(own.Number, own.Number))];
                clause.RequireConstant(named.Length > 0);
                clause.Require(new DimensionKey(DimensionKind.Port), isNegated: false, named);
                break;
        }

        return clause;
    }
}
