using Manifests.Meta.V1;
using Manifests.Networking.V1;
using Policies.Model;

namespace Policies.Network;

/// <summary>Puts together, pod by pod, the policies that select it.</summary>
internal sealed class NetworkPolicyCompiler(PodIndex pods)
{
    private static readonly LabelSelector EveryPod = new();
    private readonly Dictionary<Workload, Selected> _ingress = new(WorkloadComparer.Instance);
    private readonly Dictionary<Workload, Selected> _egress = new(WorkloadComparer.Instance);

    public void Add(ConfigObject<NetworkPolicy> policy)
    {
        var spec = policy.Object.Spec;
        var fault = Fault(policy);
        IReadOnlyList<RuleMatch> ingress = [.. (spec?.Ingress ?? []).Select((rule, index) => Rule(policy, index, rule.Ports ?? [], rule.From ?? []))];
        IReadOnlyList<RuleMatch> egress = [.. (spec?.Egress ?? []).Select((rule, index) => Rule(policy, index, rule.Ports ?? [], rule.To ?? []))];
        var selector = spec?.PodSelector ?? EveryPod;
        foreach (var pod in pods.Picked(policy.Namespace, selector))
        {
            if (Covers(spec, NetworkDirection.Ingress))
            {
                SelectedBy(_ingress, pod).Add(policy, ingress, fault);
            }

            if (Covers(spec, NetworkDirection.Egress))
            {
                SelectedBy(_egress, pod).Add(policy, egress, fault);
            }
        }
    }

    public Dictionary<Workload, Isolation> Isolations(NetworkDirection direction) =>
        (direction is NetworkDirection.Egress ? _egress : _ingress).ToDictionary(entry => entry.Key, entry => entry.Value.Isolation(entry.Key), WorkloadComparer.Instance);

    /// <summary>Ingress always, and egress where there is an egress rule, unless the policy says itself what it is about.</summary>
    private static bool Covers(NetworkPolicySpec? spec, NetworkDirection direction) => spec?.PolicyTypes is { Count: > 0 } stated
        ? stated.Contains(direction.ToString())
        : direction is NetworkDirection.Ingress || spec?.Egress is { Count: > 0 };

    private static string? Fault(ConfigObject<NetworkPolicy> policy) => NetworkPolicyFaults.Of(policy.Object) is [var (path, message), ..]
        ? $"the API server refuses {policy.Reference}, so whether it applies is not known: {path}: {message}"
        : null;

    private static Selected SelectedBy(Dictionary<Workload, Selected> all, Workload pod)
    {
        if (!all.TryGetValue(pod, out var selected))
        {
            all[pod] = selected = new Selected();
        }

        return selected;
    }

    private RuleMatch Rule(ConfigObject<NetworkPolicy> policy, int index, IReadOnlyList<NetworkPolicyPort> ports, IReadOnlyList<NetworkPolicyPeer> peers) =>
        new(policy, index, [.. ports.Select(port => new PortMatch(port))], [.. peers.Select(peer => new PeerMatch(peer, policy.Namespace, pods))]);

    private sealed class Selected
    {
        private readonly List<ConfigObject<NetworkPolicy>> _policies = [];
        private readonly List<RuleMatch> _rules = [];
        private string? _fault;

        /// <summary>The rules of a policy that the API server refuses allow nothing for certain.</summary>
        public void Add(ConfigObject<NetworkPolicy> policy, IReadOnlyList<RuleMatch> rules, string? fault)
        {
            _policies.Add(policy);
            _rules.AddRange(fault is null ? rules : []);
            _fault ??= fault;
        }

        public Isolation Isolation(Workload pod) =>
            new(_policies, _rules, pod.IsHostNetwork ? $"{pod} shares its node's network, where the network plug-in decides whether policies apply" : _fault);
    }
}
