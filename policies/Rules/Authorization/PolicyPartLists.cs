using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>All parts of one AuthorizationPolicy, each kind in the order of the text: a dozen rules look at them.</summary>
internal sealed class PolicyPartLists(Manifest<AuthorizationPolicy> policy)
{
    /// <summary>Its sources.</summary>
    public IReadOnlyList<SourcePart> Sources { get; } = [.. PolicyParts.Sources(policy.Rules(), 0, policy.Rules().Count)];

    /// <summary>Its operations.</summary>
    public IReadOnlyList<OperationPart> Operations { get; } = [.. PolicyParts.Operations(policy.Rules(), 0, policy.Rules().Count)];

    /// <summary>Its conditions.</summary>
    public IReadOnlyList<ConditionPart> Conditions { get; } = [.. PolicyParts.Conditions(policy.Rules(), 0, policy.Rules().Count)];

    /// <summary>The principals that sources and conditions name.</summary>
    public IReadOnlyList<PrincipalPart> Principals => field ??= [.. PrincipalPart.In(Sources, Conditions)];

    /// <summary>Takes a policy apart.</summary>
    public static PolicyPartLists Of(Manifest<AuthorizationPolicy> policy) => new(policy);
}
