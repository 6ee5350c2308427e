namespace Policies.Rules.Platform;

/// <summary>Namespaces that belong to Kubernetes itself.</summary>
internal static class PlatformNamespaces
{
    /// <summary>Whether a namespace is Kubernetes' own.</summary>
    public static bool IsOfCluster(string name) => name is "default" || name.StartsWith("kube-", StringComparison.Ordinal);
}
