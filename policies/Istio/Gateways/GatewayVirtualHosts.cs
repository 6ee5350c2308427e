using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio.Gateways;

/// <summary>The route configuration of servers whose requests are read by one filter chain (<c>buildGatewayHTTPRouteConfig</c>).</summary>
internal static class GatewayVirtualHosts
{
    /// <summary>The hosts, the one that fits best before others. Of several VirtualServices for one host the routes follow each other, with what takes everything last.</summary>
    public static IReadOnlyList<GatewayVirtualHost> Of(Cluster cluster, Workload proxy, IReadOnlyList<MergedServer> servers)
    {
        var hosts = new Dictionary<string, GatewayVirtualHost>(StringComparer.Ordinal);
        var made = new Dictionary<(string Gateway, ConfigObject<VirtualService> Service), IReadOnlyList<MadeRoute>>();
        foreach (var server in servers)
        {
            foreach (var service in BoundServices.Of(cluster, proxy, server.Name))
            {
                var shared = GatewayHosts.Shared(server.Server, server.Gateway.Namespace, service, cluster.Mesh.ClusterDomain).ToList();
                if (shared.Count == 0)
                {
                    continue;
                }

                // Of two ports of one Gateway that come together the first decides which routes are made, unless it has none.
                if (!made.TryGetValue((server.Name, service), out var routes))
                {
                    routes = [.. MadeRoutes.Of(service, proxy, server.Name, (int)server.Server.Port.Number)];
                    if (routes.Count == 0)
                    {
                        continue;
                    }

                    made.Add((server.Name, service), routes);
                }

                foreach (var host in shared)
                {
                    Add(hosts, host, server, routes);
                }
            }

            foreach (var host in server.RedirectsToHttps ? server.Server.Hosts : [])
            {
                // A host for some namespaces is no name of requests to istiod here, so that it redirects none.
                if ((host.StartsWith("*/", StringComparison.Ordinal) ? host[2..] : host) is var name && !name.Contains('/', StringComparison.Ordinal))
                {
                    Add(hosts, name.ToLowerInvariant(), server, []);
                }
            }
        }

        return
        [
            .. hosts.Values.OrderBy(host => HostNames.IsWildcard(host.Host)).ThenByDescending(host => host.Host.Length)
                .Select(host => host with { Routes = [.. host.Routes.OrderBy(route => MadeRoutes.IsCatchAll(route.Match))] }),
        ];
    }

    /// <summary>The host of a request's authority; null where none fits, so that the request is answered with 404.</summary>
    public static GatewayVirtualHost? Of(IReadOnlyList<GatewayVirtualHost> hosts, string name) => hosts.FirstOrDefault(host => HostNames.IsWithin(name, host.Host));

    private static void Add(Dictionary<string, GatewayVirtualHost> hosts, string host, MergedServer server, IReadOnlyList<MadeRoute> routes) => hosts[host] = hosts.TryGetValue(host, out var known)
        ? known with { Routes = [.. known.Routes, .. routes], RedirectsToHttps = known.RedirectsToHttps || server.RedirectsToHttps }
        : new GatewayVirtualHost(host, server, server.RedirectsToHttps, routes);
}
