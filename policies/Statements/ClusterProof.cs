using System.Globalization;
using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Statements;

/// <summary>Holds statements against the ports of one cluster.</summary>
internal sealed class ClusterProof
{
    private readonly Cluster _cluster;
    private readonly ServiceNames _names;
    private readonly ServerPolicies _servers;
    private readonly DestinationPorts _ports;
    private readonly ServerStatements _proxied;
    private readonly NetworkStatements _bare;

    /// <summary>Reads a cluster.</summary>
    public ClusterProof(Cluster cluster, FleetServers servers, FleetCallers callers, Evaluator evaluator, PartitionCache cache)
    {
        _cluster = cluster;
        _names = callers.NamesIn(cluster);
        (_servers, _ports) = servers.Of(cluster);
        var ways = new Ways(_ports, _servers.Waypoints);
        _bare = new NetworkStatements(cluster, _servers.Open, ways, callers, evaluator, cache);
        _proxied = new ServerStatements(_servers, ways, _bare, callers, evaluator, cache);
    }

    /// <summary>What decides in the cluster.</summary>
    public (ServerPolicies Policies, DestinationPorts Ports) Servers => (_servers, _ports);

    /// <summary>What its network decides.</summary>
    public NetworkStatements Network => _bare;

    /// <summary>The workloads that a statement speaks of, in the cluster's order.</summary>
    public IEnumerable<Workload> Targets(Statement statement)
    {
        if (statement.To is [var only])
        {
            return only.In(_cluster, _names);
        }

        var targets = statement.To.SelectMany(set => set.In(_cluster, _names)).ToHashSet((IEqualityComparer<Workload>)ReferenceEqualityComparer.Instance);
        return _cluster.Workloads.Where(targets.Contains);
    }

    /// <summary>The ports of a workload that a statement speaks of. What is to be allowed is asked at ports that somebody declares.</summary>
    public IEnumerable<DestinationPort> PortsOf(Workload workload, Statement statement)
    {
        var ports = _ports.Of(workload, statement.Ports.Select(Number).Where(port => port > 0)).Where(port => port.IsHttp || !statement.IsAboutRequests).ToList();
        if (statement.Ports.Count == 0)
        {
            return ports.Where(port => port.IsDeclared || statement.Kind != StatementKind.Allow);
        }

        // A number is a port that somebody declares, in the Service or in the pod; only where there is none is it one that nobody does.
        var named = ports.Where(port => statement.Ports.Any(name => IsNamed(port, name))).ToLookup(port => port.IsDeclared);
        return named[named[true].Any()];
    }

    /// <summary>A call that shows that the statement does not hold at a port; null where it holds.</summary>
    public Counterexample? Counterexample(Statement statement, DestinationPort port) => port.Workload.DataPlane == DataPlane.Waypoint
        ? _proxied.Behind(statement, port)
        : IsRefusedAnyway(statement, port) ? null
        : _servers.At(port).Transport is null ? _bare.Counterexample(statement, port) : _proxied.Counterexample(statement, port);

    /// <summary>Whether nobody whom a <c>deny</c> speaks of gets through whatever the rules say: callers in plaintext at a STRICT port.</summary>
    private bool IsRefusedAnyway(Statement statement, DestinationPort port) =>
        statement is { Kind: StatementKind.Deny, From: [{ Kind: CallerSetKind.Plaintext, IsOutside: false }] } && _servers.IsStrict(port);

    private static int Number(string port) => int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>By the container port's number or name, or by the number of the Service in front of it.</summary>
    private bool IsNamed(DestinationPort port, string name) =>
        port.Number == Number(name)
        || port.Name == name
        || port.Workload.Ports.Any(declared => declared.Number == port.Number && declared.Name == name)
        || _ports.ServicesOf(port).Any(entry => entry.Port.Number == Number(name));
}
