using Policies.Model;

namespace Policies.Ambient;

/// <summary>
/// What the ztunnels of a cluster enforce for the workloads of Istio's ambient mode: connections and no requests (istio-semantics: ztunnel has peers'
/// identities from the tunnel, ALLOW and DENY policies, and of PeerAuthentication whether peers need an identity).
/// </summary>
public sealed class Ztunnel
{
    private readonly Cluster _cluster;
    private readonly ILookup<string, (int Position, ZtunnelPolicy Policy)> _policies;

    private Ztunnel(Cluster cluster, IEnumerable<ZtunnelPolicy> policies)
    {
        _cluster = cluster;
        _policies = policies.Select((policy, position) => (position, policy)).ToLookup(entry => entry.policy.Policy.Namespace, StringComparer.Ordinal);
    }

    /// <summary>Reads a cluster's policies.</summary>
    public static Ztunnel Of(Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return new Ztunnel(cluster, cluster.AuthorizationPolicies.Select(ZtunnelPolicies.Convert).OfType<ZtunnelPolicy>());
    }

    /// <summary>The policies that apply to a workload, with what ztunnel leaves out of each.</summary>
    public IReadOnlyList<ZtunnelPolicy> PoliciesOf(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        var root = workload.Namespace == _cluster.Mesh.RootNamespace ? [] : _policies[_cluster.Mesh.RootNamespace];
        return [.. _policies[workload.Namespace].Concat(root).Where(entry => AppliesTo(entry.Policy, workload)).OrderBy(entry => entry.Position).Select(entry => entry.Policy)];
    }

    /// <summary>Decides about a connection, in ztunnel's order: identity, denials, allowances.</summary>
    /// <param name="connection">The connection, whose destination is a workload of the cluster.</param>
    public ZtunnelVerdict Decide(ZtunnelConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var workload = connection.Destination.Workload ?? throw new ArgumentException("the destination is no workload", nameof(connection));
        if (connection.Principal?.Split('/')[0] is { } domain && domain != _cluster.Mesh.TrustDomain)
        {
            return Of(false, $"ztunnel accepts peers of the trust domain {_cluster.Mesh.TrustDomain} only, not of {domain}");
        }

        var authentication = ZtunnelAuthentication.Of(_cluster, workload);
        if (connection.Principal is null && authentication.RefusesPlaintext(connection.Port))
        {
            var decider = authentication.DecidedBy;
            return new ZtunnelVerdict(
                false, decider?.Reference, decider?.Source, null, $"{decider?.Reference} makes port {connection.Port} of {workload} refuse peers without identity");
        }

        var policies = PoliciesOf(workload);
        var denial = Denial(policies, connection);
        if (denial is { Allow: false })
        {
            return denial;
        }

        // Whether a rule denies may be open; where nothing allows it does not matter.
        var allowance = Allowance(policies, connection);
        return allowance.Allow == false ? allowance : denial ?? allowance;
    }

    private static ZtunnelVerdict? Denial(IReadOnlyList<ZtunnelPolicy> policies, ZtunnelConnection connection)
    {
        ZtunnelVerdict? open = null;
        foreach (var policy in policies.Where(policy => policy.IsDeny))
        {
            switch (policy.Match(connection))
            {
                case (true, var rule):
                    return By(false, policy, rule, "denies it");
                case (null, var rule):
                    open ??= By(null, policy, rule, "denies it or not, depending on an address that is not known");
                    break;
            }
        }

        return open;
    }

    private static ZtunnelVerdict Allowance(IReadOnlyList<ZtunnelPolicy> policies, ZtunnelConnection connection)
    {
        var allows = policies.Where(policy => !policy.IsDeny).ToList();
        if (allows.Count == 0)
        {
            return Of(true, "no ALLOW policy of ztunnel applies");
        }

        ZtunnelVerdict? open = null;
        foreach (var policy in allows)
        {
            switch (policy.Match(connection))
            {
                case (true, var rule):
                    return By(true, policy, rule, "allows it");
                case (null, var rule):
                    open ??= By(null, policy, rule, "allows it or not, depending on an address that is not known");
                    break;
            }
        }

        var gaps = string.Concat(allows.SelectMany(policy => policy.Gaps.Select(gap => $"; {policy.Policy.Reference}: {gap}")));
        return open ?? new ZtunnelVerdict(
            false, allows[0].Policy.Reference, allows[0].Policy.Source, null, $"no rule of {string.Join(", ", allows.Select(policy => policy.Policy.Reference))} allows it{gaps}");
    }

    private static ZtunnelVerdict By(bool? allow, ZtunnelPolicy policy, int rule, string what) =>
        new(allow, policy.Policy.Reference, policy.Policy.Source, rule, $"rule {rule} of {policy.Policy.Reference} {what} at ztunnel");

    private static ZtunnelVerdict Of(bool allow, string reason) => new(allow, null, null, null, reason);

    /// <summary>A selector without labels, unlike none at all, is attached to nothing: istiod sends it for workloads that name it, and none does.</summary>
    private static bool AppliesTo(ZtunnelPolicy policy, Workload workload)
    {
        var selector = policy.Policy.Object.Spec?.Selector;
        return selector is null || (selector.MatchLabels is { Count: > 0 } labels && ((IReadOnlyDictionary<string, string>)labels).Matches(workload.Labels));
    }
}
