using Policies.Model;

namespace Policies.Rules;

/// <summary>The service accounts that the pods of all clusters use.</summary>
internal sealed class FleetAccounts
{
    /// <summary>Stands for every trust domain.</summary>
    private const string Any = "*";

    private readonly Dictionary<string, Dictionary<string, HashSet<string>>> _byTrustDomain = new(StringComparer.Ordinal);

    /// <summary>Sorts the accounts by trust domain and namespace.</summary>
    public FleetAccounts(Fleet fleet)
    {
        var any = NamespacesOf(Any);
        foreach (var cluster in fleet.Clusters)
        {
            var own = NamespacesOf(cluster.Mesh.TrustDomain);
            foreach (var workload in cluster.Workloads)
            {
                AccountsOf(own, workload.Namespace).Add(workload.ServiceAccount);
                AccountsOf(any, workload.Namespace).Add(workload.ServiceAccount);
            }
        }
    }

    /// <summary>The accounts of a namespace; null where nothing of it is known.</summary>
    /// <param name="trustDomain">The trust domain; <c>*</c> for any.</param>
    /// <param name="namespace">The namespace.</param>
    public IReadOnlySet<string>? Of(string trustDomain, string @namespace) =>
        _byTrustDomain.TryGetValue(trustDomain, out var namespaces) && namespaces.TryGetValue(@namespace, out var accounts) ? accounts : null;

    private Dictionary<string, HashSet<string>> NamespacesOf(string trustDomain) =>
        _byTrustDomain.TryGetValue(trustDomain, out var namespaces) ? namespaces : _byTrustDomain[trustDomain] = new(StringComparer.Ordinal);

    private static HashSet<string> AccountsOf(Dictionary<string, HashSet<string>> namespaces, string @namespace) =>
        namespaces.TryGetValue(@namespace, out var accounts) ? accounts : namespaces[@namespace] = new(StringComparer.Ordinal);
}
