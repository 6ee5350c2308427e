using Manifests.Linkerd.Policy.V1Alpha1;

namespace Policies.Linkerd;

/// <summary>Why Linkerd's admission refuses an AuthorizationPolicy.</summary>
internal static class LinkerdPolicyFaults
{
    private const string Requirements = "spec.requiredAuthenticationRefs";

    /// <summary>The faults, each after the path of its field.</summary>
    public static IEnumerable<(string Path, string Message)> Of(AuthorizationPolicySpec spec, string @namespace)
    {
        var target = spec.TargetRef;
        if (LinkerdKinds.IsCore(target.Group, target.Kind, "Namespace"))
        {
            if (target.Name != @namespace)
            {
                yield return ("spec.targetRef.name", $"a policy of namespace {@namespace} cannot be for namespace {target.Name}");
            }
        }
        else if (!LinkerdKinds.IsPolicy(target.Group, target.Kind, "Server") && !LinkerdKinds.IsRoute(target.Group, target.Kind))
        {
            yield return (
                "spec.targetRef",
                $"{Word(target.Group, target.Kind)} is none of what a policy is for: Server.{LinkerdKinds.PolicyGroup}, a route, or the policy's Namespace");
        }

        List<(int Index, Requirement Kind)> known = [];
        foreach (var (index, required) in spec.RequiredAuthenticationRefs.Index())
        {
            if (KindOf(required) is { } kind)
            {
                known.Add((index, kind));
            }
            else
            {
                yield return (
                    $"{Requirements}[{index}]",
                    $"{Word(required.Group, required.Kind)} is no authentication: allowed are MeshTLSAuthentication and NetworkAuthentication of "
                        + $"{LinkerdKinds.PolicyGroup}, and ServiceAccount");
            }
        }

        foreach (var (index, _) in known.Where(each => each.Kind is not Requirement.Network).Skip(1))
        {
            yield return ($"{Requirements}[{index}]", "only one MeshTLSAuthentication or ServiceAccount may be required");
        }

        foreach (var (index, _) in known.Where(each => each.Kind is Requirement.Network).Skip(1))
        {
            yield return ($"{Requirements}[{index}]", "only one NetworkAuthentication may be required");
        }
    }

    /// <summary>What a policy may require of its callers; null for anything else.</summary>
    internal static Requirement? KindOf(AuthorizationPolicyRequiredAuthenticationRef required) =>
        LinkerdKinds.IsPolicy(required.Group, required.Kind, "MeshTLSAuthentication") ? Requirement.MeshTls
        : LinkerdKinds.IsPolicy(required.Group, required.Kind, "NetworkAuthentication") ? Requirement.Network
        : LinkerdKinds.IsCore(required.Group, required.Kind, "ServiceAccount") ? Requirement.ServiceAccount
        : null;

    private static string Word(string? group, string kind) => string.IsNullOrEmpty(group) ? kind : $"{kind}.{group}";
}
