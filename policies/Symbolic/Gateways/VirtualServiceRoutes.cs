using Manifests.Istio.Networking.V1;
using Policies.Istio;
using Policies.Istio.Gateways;
using Policies.Model;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Gateways;

/// <summary>What the VirtualServices of Gateways make of the calls that some filter chains of a gateway's listener take.</summary>
/// <param name="cluster">The cluster, with what is translated from the Gateway API.</param>
/// <param name="listener">The listener.</param>
/// <param name="chains">The chains, all of one server.</param>
/// <param name="proxy">The gateway's pods.</param>
internal sealed class VirtualServiceRoutes(Cluster cluster, GatewayListener listener, IReadOnlyList<GatewayChain> chains, Workload proxy)
{
    private static readonly DimensionKey ServerName = new(DimensionKind.ServerName);

    /// <summary>The routes of requests, in the order in which the proxy tries them.</summary>
    public IEnumerable<GatewayRoute> OfRequests()
    {
        foreach (var host in GatewayVirtualHosts.Of(cluster, proxy, chains[0].Servers))
        {
            foreach (var made in host.RedirectsToHttps ? [] : host.Routes)
            {
                foreach (var clause in Taken(host.Host).SelectMany(taken => made.Match is { } match ? RequestMatches.Of(taken, match) : [taken]))
                {
                    yield return OfRequest(made, Perhaps(clause.Build(), OpenOf(made.By))) with { Host = host.Host };
                }
            }

            var by = host.Routes is [var first, ..] ? (first.By.Reference, first.By.Source) : (host.Server.Gateway.Reference, host.Server.Gateway.Source);
            var open = host.Routes.Select(made => OpenOf(made.By)).FirstOrDefault(why => why is not null);
            foreach (var clause in Taken(host.Host))
            {
                yield return new GatewayRoute { Host = host.Host, Match = Perhaps(clause.Build(), open), By = by.Reference, Source = by.Source };
            }
        }
    }

    /// <summary>The routes of connections whose bytes the proxy does not read, by the name in their TLS: the name that fits best before others, those of other servers too.</summary>
    public IEnumerable<GatewayRoute> OfConnections() =>
        from chain in listener.Chains
        where !chain.IsAutomatic
        from name in chain.IsForAnyName ? ["*"] : chain.Names
        orderby HostNames.IsWildcard(name), name.Length descending
        let open = chain.By is { } service ? OpenOf(service) : null
        let clause = Perhaps(Named(new ClauseBuilder(), [name]).Build(), open)
        select chains.Contains(chain)
            ? Route(
                chain.By?.Reference ?? chain.Server.Gateway.Reference,
                chain.By?.Source,
                clause,
                [.. chain.Destinations.Select(destination => (destination, (RouteRewrite?)null))],
                chain.By?.Namespace ?? "") with
            {
                Problem = open ?? listener.Problem,
            }
            : new GatewayRoute { Match = clause, By = chain.Server.Gateway.Reference, Source = chain.Server.Gateway.Source };

    private string? OpenOf(ConfigObject<VirtualService> service) => cluster.Reviews.Of(service.Manifest).Open;

    /// <summary>What an object of which nobody knows whether it counts takes: it may leave all of that to the next.</summary>
    private static RuleClause Perhaps(RuleClause match, string? open) => open is null ? match : match with { Unknown = match.Unknown ?? open };

    private GatewayRoute OfRequest(MadeRoute made, RuleClause clause)
    {
        var (service, route, match) = made;
        var ends = (route.Route ?? []).Where(way => way.Weight is null or > 0 || route.Route!.Count == 1).Select(way => (way.Destination, Rewrite: RewriteOf(route, way, match))).ToList();
        return VirtualServiceRouting.IsAnswered(route)
            ? new GatewayRoute { Match = clause, By = service.Reference, Source = service.Source }
            : Route(service.Reference, service.Source, clause, [.. ends.Select(end => (end.Destination, end.Rewrite)), .. Copies(route).Select(copy => (copy, ends.FirstOrDefault().Rewrite))], service.Namespace) with
            {
                Problem = OpenOf(service) is { } open ? open
                    : route.Delegate is not null ? "its route delegates"
                    : VirtualServiceRouting.AbortShare(route) > 0 ? VirtualServiceRouting.InjectsErrors
                    : ends.Select(end => end.Rewrite?.Change.Problem).FirstOrDefault(problem => problem is not null) ?? listener.Problem,
                IsAnywhere = route.Delegate is not null,
            };
    }

    /// <summary>Where copies of requests go: each arrives as the request does, and what it asks for happens, though nobody waits for the answer.</summary>
    private static IEnumerable<VirtualServiceDestination> Copies(VirtualServiceHttp route)
    {
        foreach (var mirror in (route.Mirrors ?? []).Where(mirror => mirror.Percentage is not { Value: null or 0 }))
        {
            yield return mirror.Destination;
        }

        if (route is { Mirror: { } one } and not ({ MirrorPercentage: { Value: null or 0 } } or { MirrorPercentage: null, MirrorPercent: 0 }))
        {
            yield return new VirtualServiceDestination { Host = one.Host, Port = one.Port, Subset = one.Subset };
        }
    }

    private GatewayRoute Route(
        ObjectReference by, SourceLocation? source, RuleClause match, IReadOnlyList<(VirtualServiceDestination Destination, RouteRewrite? Rewrite)> ends, string @namespace)
    {
        return new GatewayRoute
        {
            Match = match,
            Ends =
            [
                .. ends.Select(end => new RouteEnd(
                    HostNames.Resolve(end.Destination.Host, @namespace, cluster.Mesh.ClusterDomain), (int?)end.Destination.Port?.Number, end.Destination.Subset, end.Rewrite)),
            ],
            By = by,
            Source = source,
        };
    }

    private RouteRewrite? RewriteOf(VirtualServiceHttp route, VirtualServiceHttpRoute way, VirtualServiceHttpMatch? match) =>
        RequestChange.Of(cluster, route, way, match) is { } change ? new RouteRewrite(change, change.Path?.Constant(match)) : null;

    /// <summary>The requests for a host that the chain takes, in clauses that have none in common.</summary>
    private IEnumerable<ClauseBuilder> Taken(string host) => Names().Select(names =>
    {
        var clause = Named(new ClauseBuilder(), names.Own, names.Others);
        clause.Require(new DimensionKey(DimensionKind.Host), isNegated: false, [HostPatterns.Authority(host)]);
        return clause;
    });

    /// <summary>The names that the chain takes, together where no other chain takes some of them, since it is for a narrower name.</summary>
    private IEnumerable<(IReadOnlyList<string> Own, IReadOnlyList<string> Others)> Names()
    {
        var chain = chains[0];
        if (chain.IsForAnyName)
        {
            return [(["*"], [.. Narrower("*")])];
        }

        var narrower = chain.Names.Select(own => (Own: own, Others: Narrower(own).ToList())).ToList();
        var alone = narrower.Where(entry => entry.Others.Count == 0).Select(entry => entry.Own).ToList();
        return
        [
            .. alone.Count > 0 ? new[] { ((IReadOnlyList<string>)alone, (IReadOnlyList<string>)[]) } : [],
            .. narrower.Where(entry => entry.Others.Count > 0).Select(entry => ((IReadOnlyList<string>)[entry.Own], (IReadOnlyList<string>)entry.Others)),
        ];
    }

    private IEnumerable<string> Narrower(string own) => listener.Chains
        .Where(chain => !chains.Contains(chain) && !chain.IsForAnyName && !chain.IsAutomatic).SelectMany(chain => chain.Names)
        .Where(name => name != own && HostNames.IsWithin(name, own)).Distinct();

    private static ClauseBuilder Named(ClauseBuilder clause, IReadOnlyList<string> own, IReadOnlyList<string>? others = null)
    {
        // A name that is every name is taken without one, too.
        if (!own.Contains("*"))
        {
            clause.Require(ServerName, isNegated: false, [.. own.Select(HostPatterns.ServerName)]);
        }

        clause.Require(ServerName, isNegated: true, [.. (others ?? []).Select(HostPatterns.ServerName)]);
        return clause;
    }
}
