using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>One <c>when[]</c> of a policy.</summary>
internal sealed record ConditionPart(int RuleIndex, int Index, AuthorizationPolicyRule Rule, AuthorizationPolicyWhen Condition) : IRulePart
{
    /// <inheritdoc/>
    public string Path => $"spec.rules[{RuleIndex}].when[{Index}]";

    /// <summary>Whether its key is something that only HTTP requests have.</summary>
    public bool IsHttpOnly => Condition.Key.StartsWith("request.", StringComparison.Ordinal);

    /// <summary>Whether it asks for an identity, which a plaintext caller does not have.</summary>
    public bool AsksForIdentity => Condition.Values is { Count: > 0 }
        && Condition.Key is "source.principal" or "source.namespace" or "source.serviceAccount" or "source.trustDomain";
}
