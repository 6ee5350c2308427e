using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio.Gateways;

/// <summary>The filter chains of a gateway's port (<c>buildGatewayTCPBasedFilterChains</c>, <c>createGatewayTCPFilterChainOpts</c>).</summary>
internal static class GatewayChains
{
    private const string TlsRoute = "TLSRoute";

    /// <summary>Those of some servers of one port: one for all of plain HTTP, one for each that ends TLS, and one for each match of a route where TLS is handed through.</summary>
    public static IEnumerable<GatewayChain> Of(Cluster cluster, Workload proxy, IReadOnlyList<MergedServer> servers)
    {
        var handed = new Dictionary<string, string>(StringComparer.Ordinal);
        if (servers.Where(server => server.IsPlainHttp).ToList() is { Count: > 0 } plain)
        {
            yield return new GatewayChain(plain, []);
        }

        // Servers of one protocol are made together, in the order of the first of each.
        foreach (var server in servers.Where(server => !server.IsPlainHttp).GroupBy(server => (server.Server.Port.Protocol, server.Server.Bind)).SelectMany(group => group))
        {
            if (server.Server.Tls?.Mode is GatewayMode.AutoPassthrough || server.ReadsRequests)
            {
                yield return new GatewayChain([server], server.ServerNames);
            }
            else if (server.IsPassthrough)
            {
                foreach (var chain in HandedThrough(cluster, proxy, server, handed))
                {
                    yield return chain;
                }
            }
            else
            {
                yield return Connections(cluster, proxy, server);
            }
        }
    }

    /// <summary>The first route for connections of the first VirtualService that has one; of a TLSRoute, whose TLS ends here, the first that it has.</summary>
    private static GatewayChain Connections(Cluster cluster, Workload proxy, MergedServer server)
    {
        var chain = new GatewayChain([server], server.TakesTls ? server.ServerNames : []);
        foreach (var service in Bound(cluster, proxy, server))
        {
            var spec = service.Object.Spec!;
            if ((spec.Tcp ?? []).FirstOrDefault(route => route.Match is not { Count: > 0 } matches || matches.Any(match => IsMade(match.Gateways, match.Port, service, server))) is { } tcp)
            {
                return chain with { By = service, Destinations = Counted([.. (tcp.Route ?? []).Select(way => (way.Destination, (long?)way.Weight))]) };
            }

            if (service.Reference.Kind == TlsRoute && (spec.Tls ?? []).FirstOrDefault(route => route.Match.Any(match => IsMade(match.Gateways, match.Port, service, server))) is { } tls)
            {
                return chain with { By = service, Destinations = Counted([.. (tls.Route ?? []).Select(way => (way.Destination, (long?)way.Weight))]) };
            }
        }

        return chain;
    }

    /// <summary>A match of which some name has a route on the port already is left out as a whole (<c>CheckDuplicates</c>).</summary>
    private static IEnumerable<GatewayChain> HandedThrough(Cluster cluster, Workload proxy, MergedServer server, Dictionary<string, string> handed)
    {
        var bind = server.Server.Bind ?? "";
        foreach (var service in Bound(cluster, proxy, server))
        {
            foreach (var (route, match) in (service.Object.Spec!.Tls ?? []).SelectMany(route => route.Match.Select(match => (route, match))))
            {
                if (!IsMade(match.Gateways, match.Port, service, server) || match.SniHosts.Any(name => handed.TryGetValue(name, out var known) && known == bind))
                {
                    continue;
                }

                foreach (var name in match.SniHosts)
                {
                    handed[name] = bind;
                }

                yield return new GatewayChain([server], [.. match.SniHosts.Select(name => name.ToLowerInvariant())])
                {
                    By = service,
                    Destinations = Counted([.. (route.Route ?? []).Select(way => (way.Destination, (long?)way.Weight))]),
                };
            }
        }
    }

    private static IEnumerable<ConfigObject<VirtualService>> Bound(Cluster cluster, Workload proxy, MergedServer server) =>
        BoundServices.Of(cluster, proxy, server.Name).Where(service => GatewayHosts.AreShared(server.Server, server.Gateway.Namespace, service, cluster.Mesh.ClusterDomain));

    /// <summary>Of connections istiod asks for the port and the gateway, and neither whose they are nor for which address (<c>l4SingleMatch</c>).</summary>
    private static bool IsMade(IReadOnlyList<string>? gateways, long? port, ConfigObject<VirtualService> service, MergedServer server) =>
        (port is null or 0 || port == server.Server.Port.Number) && VirtualServiceRouting.IsFor(gateways, service.Namespace, server.Name);

    private static IReadOnlyList<VirtualServiceDestination> Counted(IReadOnlyList<(VirtualServiceDestination Destination, long? Weight)> ways) =>
        [.. ways.Where(way => way.Weight is null or > 0 || ways.Count == 1).Select(way => way.Destination)];
}
