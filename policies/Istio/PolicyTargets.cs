using Manifests.Istio.Security.V1;

namespace Policies.Istio;

/// <summary>Reads the target references of policies.</summary>
internal static class PolicyTargets
{
    internal static IReadOnlyList<PolicyTarget> Of(AuthorizationPolicySpec? spec) => spec switch
    {
        { TargetRefs: { Count: > 0 } all } => [.. all.Select(Target)],
        { TargetRef: { } one } => [Target(one)],
        _ => [],
    };

    internal static IReadOnlyList<PolicyTarget> Of(RequestAuthenticationSpec? spec) => spec switch
    {
        { TargetRefs: { Count: > 0 } all } => [.. all.Select(Target)],
        { TargetRef: { } one } => [Target(one)],
        _ => [],
    };

    private static PolicyTarget Target(AuthorizationPolicyTargetRef target) => new(target.Group, target.Kind, target.Name, target.Namespace);

    private static PolicyTarget Target(RequestAuthenticationTargetRef target) => new(target.Group, target.Kind, target.Name, target.Namespace);
}
