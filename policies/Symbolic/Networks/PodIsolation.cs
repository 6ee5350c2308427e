using Manifests.Networking.V1;
using Policies.Model;

namespace Policies.Symbolic.Networks;

/// <summary>What NetworkPolicies do with the connections of a pod in one direction.</summary>
internal sealed record PodIsolation
{
    /// <summary>The policies that select the pod for the direction. Where there is none everything passes, otherwise only what a rule lets through.</summary>
    public required IReadOnlyList<ConfigObject<NetworkPolicy>> By { get; init; }

    /// <summary>The rules.</summary>
    public required IReadOnlyList<NetworkRule> Rules { get; init; }

    /// <summary>Whether only what a rule lets through passes.</summary>
    public bool IsIsolated => By.Count > 0;

    /// <summary>Whether it would still be isolated if no policy allowed anything: some policy selects the pod and has no rule.</summary>
    public bool HasDefaultDeny => By.Any(policy => policy.Object.Spec is { Ingress: null or { Count: 0 }, Egress: null or { Count: 0 } });
}
