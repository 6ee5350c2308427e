using System.Globalization;
using Policies.Ambient;
using Policies.Model;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Calls;

namespace Policies.Symbolic.Servers;

/// <summary>What ztunnels let in to workloads of ambient mode, port by port: connections, whatever requests they carry.</summary>
/// <remarks>
/// What comes through a waypoint has the waypoint's identity here; what the waypoint itself lets in is decided at its own port
/// (<see cref="WaypointPorts"/>).
/// </remarks>
internal sealed class ZtunnelServers(Cluster cluster)
{
    private readonly Ztunnel _ztunnel = Ztunnel.Of(cluster);
    private readonly Dictionary<Workload, (IReadOnlyList<ZtunnelPolicy> Policies, ZtunnelAuthentication Authentication)> _selected = new(ReferenceEqualityComparer.Instance);

    private readonly CallUniverse _universe = new() { TrustDomains = [cluster.Mesh.TrustDomain] };

    /// <summary>Everything that decides about connections to a port.</summary>
    public PortPolicy At(DestinationPort port)
    {
        var (policies, authentication) = SelectionOf(port.Workload);
        var refuses = authentication.RefusesPlaintext(port.Number);
        var allow = policies.FirstOrDefault(policy => !policy.IsDeny)?.Policy;
        return new PortPolicy
        {
            Universe = _universe,
            Transport = new PortTransport
            {
                TakesPlaintext = !refuses,
                TakesMutualTls = true,
                Mode = refuses ? "STRICT" : "PERMISSIVE",
                Object = authentication.DecidedBy?.Reference,
                Source = authentication.DecidedBy?.Source,
            },
            Rules = [.. policies.SelectMany(policy => Rules(policy, port))],
            IsClosed = allow is not null,
            AllowPolicy = allow?.Reference,
            AllowSource = allow?.Source,
        };
    }

    /// <summary>The ports that rules and modes of a workload's policies name.</summary>
    public IEnumerable<int> PortsNamed(Workload workload)
    {
        var (policies, authentication) = SelectionOf(workload);
        return policies.SelectMany(policy => policy.Rules).SelectMany(rule => rule.Clauses).SelectMany(clause => clause)
            .SelectMany(match => match.DestinationPorts.Concat(match.NotDestinationPorts))
            .Concat(authentication.PortsNamed)
            .Where(port => port is > 0 and <= ushort.MaxValue)
            .Distinct();
    }

    private static IEnumerable<PortRule> Rules(ZtunnelPolicy policy, DestinationPort port) =>
        from rule in policy.Rules
        let clauses = ZtunnelClauses.Of(rule, port.Number, port.Workload.OnlyIp)
        where clauses.Count > 0
        select new PortRule
        {
            Action = policy.IsDeny ? RuleAction.Deny : RuleAction.Allow,
            Id = string.Create(CultureInfo.InvariantCulture, $"ns[{policy.Policy.Namespace}]-policy[{policy.Policy.Name}]-rule[{rule.Index}]"),
            Object = policy.Policy.Reference,
            Source = policy.Policy.Source,
            Clauses = clauses,
        };

    private (IReadOnlyList<ZtunnelPolicy> Policies, ZtunnelAuthentication Authentication) SelectionOf(Workload workload)
    {
        if (!_selected.TryGetValue(workload, out var selection))
        {
            _selected.Add(workload, selection = (_ztunnel.PoliciesOf(workload), ZtunnelAuthentication.Of(cluster, workload)));
        }

        return selection;
    }
}
