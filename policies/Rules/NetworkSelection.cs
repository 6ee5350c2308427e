using Manifests.Networking.V1;
using Policies.Model;
using Policies.Network;

namespace Policies.Rules;

/// <summary>Which NetworkPolicies select which workloads, by direction.</summary>
public sealed class NetworkSelection
{
    private readonly Dictionary<Workload, List<Manifest<NetworkPolicy>>> _ingress = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Workload, List<Manifest<NetworkPolicy>>> _egress = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Manifest, IReadOnlyList<Workload>> _selected = new(ReferenceEqualityComparer.Instance);

    internal NetworkSelection(IReadOnlyList<Manifest<NetworkPolicy>> policies, WorkloadIndex workloads)
    {
        foreach (var policy in policies)
        {
            var selector = policy.Object.Spec?.PodSelector;
            IReadOnlyList<Workload> carriers = workloads.Select(policy.Namespace, selector?.MatchLabels);
            var selected = selector?.MatchExpressions is { Count: > 0 } ? [.. carriers.Where(workload => selector.Picks(workload.Labels))] : carriers;
            _selected[policy] = selected;
            Add(_ingress, policy, selected, IsFor(policy, "Ingress"));
            Add(_egress, policy, selected, IsFor(policy, "Egress"));
        }
    }

    /// <summary>The workloads that a policy selects.</summary>
    public IReadOnlyList<Workload> Of(Manifest<NetworkPolicy> policy) => _selected[policy];

    /// <summary>The policies that select a workload for ingress; empty where it takes everything.</summary>
    public IReadOnlyList<Manifest<NetworkPolicy>> Ingress(Workload workload) => _ingress.TryGetValue(workload, out var list) ? list : [];

    /// <summary>The policies that select a workload for egress; empty where it may call everything.</summary>
    public IReadOnlyList<Manifest<NetworkPolicy>> Egress(Workload workload) => _egress.TryGetValue(workload, out var list) ? list : [];

    /// <summary>Whether a policy is for a direction: as <c>policyTypes</c> says, else always for ingress, and for egress where it has such rules.</summary>
    public static bool IsFor(Manifest<NetworkPolicy> policy, string direction)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Object.Spec?.PolicyTypes is { Count: > 0 } types ? types.Contains(direction) : direction == "Ingress" || policy.Object.Spec?.Egress is not null;
    }

    /// <summary>Whether a list of ports has a port; a missing or empty list has all.</summary>
    public static bool Has(IReadOnlyList<NetworkPolicyPort>? ports, int number, string protocol) => ports is null or { Count: 0 } || ports.Any(port =>
        (port.Protocol ?? "TCP") == protocol
        && (port.Port is not { } own || own.Number is not { } first || (port.EndPort is { } end ? number >= first && number <= end : number == first)));

    private static void Add(
        Dictionary<Workload, List<Manifest<NetworkPolicy>>> to, Manifest<NetworkPolicy> policy, IReadOnlyList<Workload> selected, bool applies)
    {
        foreach (var workload in applies ? selected : [])
        {
            (to.TryGetValue(workload, out var list) ? list : to[workload] = []).Add(policy);
        }
    }
}
