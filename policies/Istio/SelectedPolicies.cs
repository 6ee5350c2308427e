using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Istio;

/// <summary>The AuthorizationPolicies of a workload by action, each list in Istio's order.</summary>
public sealed record SelectedPolicies
{
    /// <summary>Those that ask a provider.</summary>
    public required IReadOnlyList<ConfigObject<AuthorizationPolicy>> Custom { get; init; }

    /// <summary>Those that only mark requests.</summary>
    public required IReadOnlyList<ConfigObject<AuthorizationPolicy>> Audit { get; init; }

    /// <summary>Those that deny what matches.</summary>
    public required IReadOnlyList<ConfigObject<AuthorizationPolicy>> Deny { get; init; }

    /// <summary>Those that, together, deny what none of them matches.</summary>
    public required IReadOnlyList<ConfigObject<AuthorizationPolicy>> Allow { get; init; }

    /// <summary>All of them.</summary>
    public IEnumerable<ConfigObject<AuthorizationPolicy>> All => Custom.Concat(Audit).Concat(Deny).Concat(Allow);
}
