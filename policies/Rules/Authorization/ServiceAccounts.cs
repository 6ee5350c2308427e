using Manifests.Core.V1;
using Policies.Model;

namespace Policies.Rules.Authorization;

/// <summary>The service accounts of all clusters, by trust domain and namespace: those that pods use, and those that the cluster itself declares.</summary>
internal sealed class ServiceAccounts
{
    private readonly FleetAccounts _used;
    private readonly Dictionary<string, HashSet<string>> _declared = new(StringComparer.Ordinal);
    private readonly MeshSettings _mesh;

    private ServiceAccounts(FleetAccounts used, MeshSettings mesh) => (_used, _mesh) = (used, mesh);

    public static ServiceAccounts Of(RuleView view)
    {
        var accounts = new ServiceAccounts(view.Accounts, view.Mesh);
        foreach (var account in view.All<ServiceAccount>())
        {
            (accounts._declared.TryGetValue(account.Namespace, out var known) ? known : accounts._declared[account.Namespace] = new(StringComparer.Ordinal)).Add(account.Name);
        }

        return accounts;
    }

    /// <summary>The accounts of a namespace that is known and does not have this one; null otherwise.</summary>
    /// <param name="trustDomain">The trust domain; <c>*</c> for any.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="name">The account, which may be a pattern.</param>
    public IReadOnlyList<string>? Lacks(string trustDomain, string @namespace, string name)
    {
        if (name.Contains('*', StringComparison.Ordinal))
        {
            return null;
        }

        var used = _used.Of(trustDomain, @namespace);
        // Another cluster's own trust domain comes before an alias of the same name.
        if (used is null && IsAlias(trustDomain))
        {
            (trustDomain, used) = (_mesh.TrustDomain, _used.Of(_mesh.TrustDomain, @namespace));
        }

        var declared = trustDomain == "*" || trustDomain == _mesh.TrustDomain ? _declared.GetValueOrDefault(@namespace) : null;
        return (used is null && declared is null) || used?.Contains(name) == true || declared?.Contains(name) == true
            ? null
            : [.. ((IEnumerable<string>?)used ?? []).Union(declared ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private bool IsAlias(string trustDomain) =>
        trustDomain != _mesh.TrustDomain && (trustDomain == "cluster.local" || _mesh.TrustDomainAliases.Contains(trustDomain, StringComparer.Ordinal));
}
