using System.Globalization;
using Policies.Ambient;
using Policies.Evaluation;
using Policies.Istio;
using Policies.Model;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Gateways;
using Policies.Symbolic.Text;

namespace Policies.Statements;

/// <summary>
/// Holds statements against hosts outside of the mesh, where the caller's proxy, the network and the egress gateways decide: requests are split as the routes
/// and policies on the way tell them apart, and one of each class is followed by the evaluator.
/// </summary>
internal sealed class ExternalStatements(
    Fleet fleet, Evaluator evaluator, FleetCallers callers, GatewayWays ways, GatewayStatements gateways, PartitionCache cache)
{
    private readonly Hops _hops = new(fleet, evaluator);

    /// <summary>The ports of hosts that a statement speaks of, each with a call that shows that it does not hold there; null where it holds.</summary>
    public IEnumerable<(string Destination, Counterexample? Found)> Of(Statement statement) =>
        from cluster in fleet.Clusters
        where statement.To.Any(set => set.Kind == TargetSetKind.External)
        from service in cluster.Services
        where statement.To.Any(set => set.Contains(cluster, service))
        from port in service.Ports
        where (statement.Ports.Count == 0 || statement.Ports.Any(name => name == port.Name || name == port.Number.ToString(CultureInfo.InvariantCulture)))
            && (port.Protocol.IsHttp() || !statement.IsAboutRequests)
        select (
            string.Create(CultureInfo.InvariantCulture, $"{(cluster.Region is null ? "" : $"{cluster.Region}/")}{service.Host}:{port.Number}"),
            Counterexample(statement, cluster, service, port));

    private Counterexample? Counterexample(Statement statement, Cluster cluster, ServiceModel service, ServicePort port)
    {
        if (Waypoints.Of(cluster).OfService(service) is { } waypoint)
        {
            return new Counterexample(false, "every call", $"unknown because the waypoint {waypoint} stands before {service.Host}, and how it passes calls on out of the mesh is not modelled", service.Reference);
        }

        var isAllow = statement.Kind == StatementKind.Allow;
        Counterexample? open = null;
        foreach (var found in Callers(statement, cluster).SelectMany(caller => Calls(caller, statement, cluster, service, port)
            .Where(found => isAllow ? found.Allow != true : found.Allow != false)
            .Select(found => new Counterexample(found.Allow is not null, Words(caller, found.Call), found.Last.Reason, found.Last.Decisive.Object))))
        {
            if (found.IsCertain)
            {
                return found;
            }

            open ??= found;
        }

        return open ?? gateways.Counterexample(statement, ways.To(cluster, service, port));
    }

    /// <summary>Who calls: the workloads that are meant. Gateways call for others, and only for themselves where somebody names them.</summary>
    private IEnumerable<Workload> Callers(Statement statement, Cluster cluster) => callers
        .Meant(statement.From, isExcluded: statement.Kind == StatementKind.Only)
        .Where(caller => caller.Region == cluster.Region
            && (caller.DataPlane is not (DataPlane.Gateway or DataPlane.Waypoint) || statement.From.Any(set => set is { Kind: CallerSetKind.Service, IsOutside: false } && statement.Kind != StatementKind.Only)));

    private IEnumerable<(Call Call, bool? Allow, Verdict Last)> Calls(Workload caller, Statement statement, Cluster cluster, ServiceModel service, ServicePort port)
    {
        var call = new Call
        {
            From = new Caller.OfWorkload(caller),
            Service = service,
            ServicePort = port.Number,
            Port = port.Target ?? port.Number,
            Protocol = port.Protocol,
            IsApplicationTls = port.Protocol.IsApplicationTls(),
            Sni = port.Protocol.IsApplicationTls() && !HostNames.IsWildcard(service.Host) ? service.Host : null,
        };
        return (port.Protocol.IsHttp() ? Requests(caller, statement, cluster, service, port).Select(request => call with { Http = request }) : [call]).Select(Followed);
    }

    /// <summary>What becomes of a call on its whole way: denied where one of its hops is, allowed where all of them are.</summary>
    private (Call Call, bool? Allow, Verdict Last) Followed(Call call)
    {
        var hops = _hops.Of(call);
        var decisive = hops.FirstOrDefault(hop => hop.Verdict.Allow == false) ?? hops.FirstOrDefault(hop => hop.Verdict.Allow is null);
        return (call, decisive is null ? true : decisive.Verdict.Allow, (decisive ?? hops[^1]).Verdict);
    }

    /// <summary>A request of each class that something on the way tells apart.</summary>
    private IEnumerable<HttpCall> Requests(Workload caller, Statement statement, Cluster cluster, ServiceModel service, ServicePort port)
    {
        var set = new ClauseSet();
        var meant = set.Add(GatewayStatements.Requests(statement).Tests);
        var host = new ClauseBuilder();
        host.Require(new DimensionKey(DimensionKind.Host), isNegated: false, [HostPatterns.Name(service.Host)]);
        var isForHost = set.Add(host.Build().Tests);
        foreach (var match in cluster.VirtualServices.SelectMany(virtualService => virtualService.Object.Spec?.Http ?? []).SelectMany(route => route.Match ?? []))
        {
            foreach (var clause in RequestMatches.Of(new ClauseBuilder(), match))
            {
                set.Add(clause.Build().Tests);
            }
        }

        var universe = new CallUniverse { TrustDomains = null, PathNormalization = cluster.Mesh.PathNormalization };
        foreach (var (entrance, arrivals) in ways.To(cluster, service, port))
        {
            var policy = ways.PolicyOf(entrance);
            universe = GatewayPassage.Universe(policy, arrivals);
            foreach (var clause in policy.Rules.SelectMany(rule => rule.Clauses).Concat(entrance.Routes.Select(route => route.Match)))
            {
                set.Add(new ClauseTests([.. clause.Tests.Where(test => test.Key.Kind >= DimensionKind.Method)]));
            }
        }

        var space = CallSpace.Of(set, universe, cache);
        return space.Classes(active => string.Join(' ', active))
            .Where(found => found.Value.Split(' ').Contains(meant.ToString(CultureInfo.InvariantCulture)) && found.Value.Split(' ').Contains(isForHost.ToString(CultureInfo.InvariantCulture)))
            .Select(found => CallReplay.Request(space.Witness(found.Atoms)!));
    }

    private static string Words(Workload caller, Call call) => call.Http is { } request ? $"{caller} {request.Method} {request.Path} to host {request.Host}" : $"a connection of {caller}";
}
