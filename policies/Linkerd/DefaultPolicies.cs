namespace Policies.Linkerd;

/// <summary>The policies that go by a name: for ports without Server, and for what a Server's authorizations leave.</summary>
internal static class DefaultPolicies
{
    /// <summary>Whether Linkerd knows the name.</summary>
    public static bool IsKnown(string name) =>
        name is "all-unauthenticated" or "all-authenticated" or "cluster-unauthenticated" or "cluster-authenticated" or "deny" or "audit";

    /// <summary>Whom a policy lets in; null for <c>deny</c>. <c>audit</c> lets everyone in, and logs.</summary>
    /// <param name="name">The policy's name.</param>
    /// <param name="settings">The installation's settings.</param>
    /// <param name="requiresIdentity">Whether the port needs an identity whatever the policy says.</param>
    public static LinkerdAuthorization? Of(string name, LinkerdSettings settings, bool requiresIdentity = false)
    {
        if (name == "deny" || !IsKnown(name))
        {
            return null;
        }

        var isCluster = name.StartsWith("cluster-", StringComparison.Ordinal);
        var isAuthenticated = name.EndsWith("-authenticated", StringComparison.Ordinal) || (requiresIdentity && name != "audit");
        return new LinkerdAuthorization($"the policy {name}", null, isAuthenticated ? ["*"] : null, isCluster ? settings.ClusterNetworks : null, isCluster);
    }
}
