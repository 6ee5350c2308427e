using Manifests.Core.V1;

namespace Policies.Rules.Authorization;

/// <summary>The service accounts of all clusters, by trust domain and namespace: those that are declared, and those that pods use.</summary>
internal sealed class ServiceAccounts
{
    private readonly Dictionary<(string TrustDomain, string Namespace), HashSet<string>> _byScope = [];

    public static ServiceAccounts Of(RuleView view)
    {
        var accounts = new ServiceAccounts();
        foreach (var account in view.All<ServiceAccount>())
        {
            accounts.Add(view.Mesh.TrustDomain, account.Namespace, account.Name);
        }

        foreach (var workload in view.Workloads.All)
        {
            accounts.Add(view.Mesh.TrustDomain, workload.Namespace, workload.ServiceAccount);
        }

        foreach (var cluster in view.Fleet.Clusters)
        {
            foreach (var workload in cluster.Workloads)
            {
                accounts.Add(cluster.Mesh.TrustDomain, workload.Namespace, workload.ServiceAccount);
            }
        }

        foreach (var alias in view.Mesh.TrustDomainAliases.Append("cluster.local").Where(alias => alias != view.Mesh.TrustDomain))
        {
            accounts.Alias(alias, view.Mesh.TrustDomain);
        }

        return accounts;
    }

    /// <summary>The accounts of a namespace that is known and does not have this one; null otherwise.</summary>
    /// <param name="trustDomain">The trust domain; <c>*</c> for any.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="name">The account, which may be a pattern.</param>
    public IReadOnlyList<string>? Lacks(string trustDomain, string @namespace, string name) =>
        !name.Contains('*', StringComparison.Ordinal)
        && _byScope.TryGetValue((trustDomain, @namespace), out var known) && !known.Contains(name)
            ? [.. known.Order(StringComparer.Ordinal)]
            : null;

    private void Add(string trustDomain, string @namespace, string name)
    {
        Add((trustDomain, @namespace), name);
        Add(("*", @namespace), name);
    }

    private void Add((string TrustDomain, string Namespace) scope, string name) =>
        (_byScope.TryGetValue(scope, out var known) ? known : _byScope[scope] = new(StringComparer.Ordinal)).Add(name);

    private void Alias(string alias, string trustDomain)
    {
        foreach (var (scope, known) in _byScope.Where(scope => scope.Key.TrustDomain == trustDomain).ToList())
        {
            _byScope.TryAdd((alias, scope.Namespace), known);
        }
    }
}
