using Policies.Model;
using Api = Manifests.GatewayApi.V1;
using Networking = Manifests.Istio.Networking.V1;

namespace Policies.Istio.GatewayApi;

/// <summary>TLSRoutes and TCPRoutes as VirtualServices.</summary>
internal static class ConnectionRouteTranslation
{
    /// <summary>Those of all routes.</summary>
    public static IEnumerable<ConfigObject<Networking.VirtualService>> Of(RouteObjects routes)
    {
        foreach (var (route, listeners) in Attached(routes, "TLSRoute"))
        {
            var spec = Api.TLSRoute.FromNode(route.Manifest).Spec;
            yield return routes.VirtualService(route, new()
            {
                Gateways = [.. listeners],
                Hosts = spec.Hostnames,
                Tls =
                [
                    .. spec.Rules.Select(rule => new Networking.VirtualServiceTls
                    {
                        Match = [new() { SniHosts = spec.Hostnames }],
                        Route = [.. routes.Destinations(route, rule.BackendRefs.Select(backend => (backend.Group, backend.Kind, backend.Name, backend.Namespace, (long?)backend.Port, (long?)backend.Weight)))
                            .Select(destination => new Networking.VirtualServiceTlsRoute { Destination = destination })],
                    }),
                ],
            });
        }

        foreach (var (route, listeners) in Attached(routes, "TCPRoute"))
        {
            yield return routes.VirtualService(route, new()
            {
                Gateways = [.. listeners],
                Hosts = ["*"],
                Tcp =
                [
                    .. Api.TCPRoute.FromNode(route.Manifest).Spec.Rules.Select(rule => new Networking.VirtualServiceTcp
                    {
                        Route = [.. routes.Destinations(route, rule.BackendRefs.Select(backend => (backend.Group, backend.Kind, backend.Name, backend.Namespace, (long?)backend.Port, (long?)backend.Weight)))
                            .Select(destination => new Networking.VirtualServiceTcpRoute { Destination = destination })],
                    }),
                ],
            });
        }
    }

    private static IEnumerable<(RouteObject Route, IReadOnlyList<string> Listeners)> Attached(RouteObjects routes, string kind) =>
        routes.Of(kind).Select(route => (route, routes.ListenersOf(route))).Where(entry => entry.Item2.Count > 0);
}
