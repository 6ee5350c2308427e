using Manifests.Istio.Networking.V1;
using Policies.Istio;
using Policies.Istio.GatewayApi;
using Policies.Model;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Gateways;

/// <summary>What the VirtualServices of a Gateway make of the calls that one of its servers takes.</summary>
/// <remarks>
/// As Istio has it (<c>pilot/pkg/networking/core/gateway.go</c>): the host that fits best decides whose routes are asked; those of several VirtualServices with
/// the same host follow each other, oldest first, and what takes everything comes last.
/// </remarks>
internal sealed class VirtualServiceRoutes(Cluster cluster, ConfigObject<Gateway> gateway, GatewayServer server, Workload proxy, int port)
{
    private readonly string _name = GatewayApiTranslation.NameOf(gateway);

    /// <summary>The routes of requests, in the order in which the proxy tries them.</summary>
    public IEnumerable<GatewayRoute> OfRequests()
    {
        var hosts =
            from service in Bound()
            where MadeRoutes.Of(service, proxy, _name, port).Any()
            from host in GatewayHosts.Shared(server, gateway.Namespace, service, cluster.Mesh.ClusterDomain)
            group service by host;
        foreach (var host in hosts.OrderBy(group => HostNames.IsWildcard(group.Key)).ThenByDescending(group => group.Key.Length))
        {
            var routes = host.SelectMany(service => OfRequests(service, host.Key)).ToList();
            foreach (var route in routes.Where(route => !route.IsCatchAll).Concat(routes.Where(route => route.IsCatchAll)))
            {
                yield return route.Route with { Host = host.Key };
            }

            yield return new GatewayRoute { Host = host.Key, Match = HostClause(host.Key).Build(), By = host.First().Reference, Source = host.First().Source };
        }
    }

    /// <summary>The routes of connections whose bytes the proxy does not read.</summary>
    public IEnumerable<GatewayRoute> OfConnections() =>
        from service in Bound()
        where GatewayHosts.AreShared(server, gateway.Namespace, service, cluster.Mesh.ClusterDomain)
        from route in service.Object.Spec?.Tcp ?? []
        from match in route.Match is { Count: > 0 } matches ? matches : [new VirtualServiceTcpMatch()]
        where IsMade(match.Gateways, match.Port, service)
        select Route(service, Connection(match.DestinationSubnets, null).Build(), [.. (route.Route ?? []).Select(way => (way.Destination, way.Weight))]);

    /// <summary>The routes of TLS that is handed through, by its server name: the name that fits best before others.</summary>
    public IEnumerable<GatewayRoute> OfServerNames() =>
        (from service in Bound()
         where GatewayHosts.AreShared(server, gateway.Namespace, service, cluster.Mesh.ClusterDomain)
         from route in service.Object.Spec?.Tls ?? []
         from match in route.Match
         where IsMade(match.Gateways, match.Port, service)
         from name in match.SniHosts
         orderby HostNames.IsWildcard(name), name.Length descending
         select Route(service, Connection(match.DestinationSubnets, name).Build(), [.. (route.Route ?? []).Select(way => (way.Destination, way.Weight))])).ToList();

    private IEnumerable<ConfigObject<VirtualService>> Bound() => cluster.VirtualServices.Where(service => VirtualServiceRouting.IsBound(service, proxy, _name, cluster.Mesh));

    private IEnumerable<(GatewayRoute Route, bool IsCatchAll)> OfRequests(ConfigObject<VirtualService> service, string host) =>
        from made in MadeRoutes.Of(service, proxy, _name, port)
        from clause in made.Match is { } match ? RequestMatches.Of(HostClause(host), match) : [HostClause(host)]
        select (OfRequest(service, made.Route, made.Match, clause.Build()), MadeRoutes.IsCatchAll(made.Match));

    private GatewayRoute OfRequest(ConfigObject<VirtualService> service, VirtualServiceHttp route, VirtualServiceHttpMatch? match, RuleClause clause) =>
        VirtualServiceRouting.IsAnswered(route)
            ? new GatewayRoute { Match = clause, By = service.Reference, Source = service.Source }
            : Route(service, clause, [.. (route.Route ?? []).Select(way => (way.Destination, way.Weight))]) with
            {
                Rewrite = RewriteOf(route.Rewrite, match),
                Problem = cluster.Reviews.Of(service.Manifest).NotModelled is { } field ? $"it has a field that is not modelled: {field}"
                    : route.Delegate is not null ? "its route delegates"
                    : VirtualServiceRouting.AbortShare(route) > 0 ? VirtualServiceRouting.InjectsErrors
                    : null,
                IsAnywhere = route.Delegate is not null,
            };

    private GatewayRoute Route(ConfigObject<VirtualService> service, RuleClause match, IReadOnlyList<(VirtualServiceDestination? Destination, long? Weight)> ways) => new()
    {
        Match = match,
        Ends =
        [
            .. ways.Where(way => way.Weight is null or > 0 || ways.Count == 1).Select(way => way.Destination).OfType<VirtualServiceDestination>().Select(destination => new RouteEnd(
                HostNames.Resolve(destination.Host, service.Namespace, cluster.Mesh.ClusterDomain), (int?)destination.Port?.Number, destination.Subset)),
        ],
        By = service.Reference,
        Source = service.Source,
    };

    /// <summary>An exact path becomes the one that is written; of others only the beginning that matched does, so that each becomes another one.</summary>
    private static RouteRewrite? RewriteOf(VirtualServiceRewrite? rewrite, VirtualServiceHttpMatch? match) => rewrite is null
        ? null
        : new RouteRewrite(rewrite.Uri is not null || rewrite.UriRegexRewrite is not null, match?.Uri?.Exact is null ? null : rewrite.Uri, rewrite.Authority);

    private static ClauseBuilder HostClause(string host)
    {
        var clause = new ClauseBuilder();
        clause.Require(new DimensionKey(DimensionKind.Host), isNegated: false, [HostPatterns.Authority(host)]);
        return clause;
    }

    private static ClauseBuilder Connection(IReadOnlyList<string>? subnets, string? serverName)
    {
        var clause = new ClauseBuilder();
        // A name that is every name is taken without one, too.
        if (serverName is not (null or "*"))
        {
            clause.Require(new DimensionKey(DimensionKind.ServerName), isNegated: false, [HostPatterns.ServerName(serverName)]);
        }

        if (subnets is { Count: > 0 })
        {
            clause.RequireUnknown("it asks for the address that was called, which is not modelled");
        }

        return clause;
    }

    /// <summary>Of connections istiod asks for the port and the gateway, and not whose they are (<c>l4SingleMatch</c>).</summary>
    private bool IsMade(IReadOnlyList<string>? gateways, long? number, ConfigObject<VirtualService> service) =>
        (number is null or 0 || number == port) && VirtualServiceRouting.IsFor(gateways, service.Namespace, _name);
}
