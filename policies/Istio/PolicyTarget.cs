namespace Policies.Istio;

/// <summary>A part of the cluster that a policy's <c>targetRef</c> names.</summary>
/// <param name="Group">The group; empty or <c>core</c> for Kubernetes' own.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name.</param>
/// <param name="Namespace">The namespace; null or empty for the policy's own, the only one that works.</param>
public sealed record PolicyTarget(string? Group, string Kind, string Name, string? Namespace)
{
    internal bool Is(string group, string kind) => Kind == kind && (Group is null or "core" ? "" : Group) == group;
}
