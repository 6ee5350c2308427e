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
    public bool AsksForIdentity => IsOfIdentity && Condition.Values is { Count: > 0 };

    /// <summary>Whether it excludes identities, which leaves plaintext callers in; <c>notValues: ["*"]</c> names those, and them alone.</summary>
    public bool ExcludesIdentities => IsOfIdentity && Condition is { Values: null or [], NotValues.Count: > 0 }
        && !(Condition.Key == "source.principal" && Condition.NotValues is ["*"]);

    /// <summary>Whether its key is about the caller and not about what is called.</summary>
    public bool IsOfCaller => Condition.Key == "remote.ip" || Condition.Key.StartsWith("source.", StringComparison.Ordinal)
        || Condition.Key.StartsWith("request.auth.", StringComparison.Ordinal);

    private bool IsOfIdentity => Condition.Key is "source.principal" or "source.namespace" or "source.serviceAccount" or "source.trustDomain";
}
