using System.Globalization;
using Manifests;
using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio.GatewayApi;

/// <summary>
/// HTTPRoutes and GRPCRoutes whose parent is a Service or a ServiceEntry as VirtualServices of the mesh: those of one namespace for one host and port are one
/// (istio: pilot/pkg/config/kube/gateway/route_collections.go, <c>HTTPRouteCollection</c>, <c>mergeHTTPRoutes</c>).
/// </summary>
internal static class MeshRouteTranslation
{
    private const string Group = "gateway.networking.k8s.io/";
    private const string Mesh = "mesh";

    /// <summary>A cluster with them among its VirtualServices, all in Istio's order.</summary>
    public static Cluster With(Cluster cluster)
    {
        var made = cluster.Others.Any(IsMeshRoute) ? Of(cluster) : [];
        return made.Count == 0 ? cluster : cluster with
        {
            VirtualServices =
            [
                .. cluster.VirtualServices.Concat(made).OrderBy(service => service.Created)
                    .ThenBy(service => service.Object.Metadata.Name, StringComparer.Ordinal).ThenBy(service => service.Namespace, StringComparer.Ordinal),
            ],
        };
    }

    /// <summary>One for each match, those that are one by the name of the first, in the order of precedence that the Gateway API states.</summary>
    private static IReadOnlyList<ConfigObject<VirtualService>> Of(Cluster cluster)
    {
        var routes = new RouteObjects(cluster, []) { AsksGrants = false };
        var rules =
            from route in routes.Of("HTTPRoute").Concat(routes.Of("GRPCRoute"))
            from parent in Parents(cluster, route).Distinct()
            from rule in route.Reference.Kind == "HTTPRoute" ? HttpRouteTranslation.Rules(routes, route) : GrpcRouteTranslation.Rules(routes, route)
            select (Route: route, Parent: parent, rule.Rank, rule.Http, rule.IsKnown);
        return
        [
            .. from rule in rules
               group rule by (rule.Route.Namespace, rule.Parent) into one
               let key = string.Create(CultureInfo.InvariantCulture, $"{one.Key.Namespace}~{one.Key.Parent.Port}~{one.Key.Parent.Host}")
               let created = one.Any(entry => CreatedOf(entry.Route) is null) ? null : one.Min(entry => CreatedOf(entry.Route))
               from rule in one.OrderBy(entry => CreatedOf(entry.Route)).OrderByDescending(entry => entry.Rank)
               let spec = new VirtualServiceSpec { Gateways = [Mesh], Hosts = [one.Key.Parent.Host], Http = [On(rule.Http, one.Key.Parent.Port)] }
               let service = routes.VirtualService(rule.Route, spec, rule.IsKnown)
               select service with { Object = service.Object with { Metadata = service.Object.Metadata with { Name = key } }, Created = created },
        ];
    }

    private static VirtualServiceHttp On(VirtualServiceHttp http, long? port) => port is null ? http
        : http with { Match = http.Match is { Count: > 0 } matches ? [.. matches.Select(match => match with { Port = port })] : [new() { Port = port }] };

    /// <summary>The hosts and ports of the services that a route is for; without a port it is for all of them.</summary>
    private static IEnumerable<(string Host, long? Port)> Parents(Cluster cluster, RouteObject route) =>
        from parent in RouteObjects.ParentsOf(route.Manifest)
        let registry = RegistryOf(parent)
        where registry is not null
        from service in cluster.Services
        where service.Registry == registry && service.Name == Text(parent["name"]) && service.Namespace == (Text(parent["namespace"]) ?? route.Namespace)
        select (service.Host, (parent["port"] as ScalarNode)?.AsInteger);

    private static bool IsMeshRoute(MapNode manifest) =>
        Text(manifest["kind"]) is "HTTPRoute" or "GRPCRoute"
        && Text(manifest["apiVersion"])?.StartsWith(Group, StringComparison.Ordinal) == true
        && RouteObjects.ParentsOf(manifest).Any(parent => RegistryOf(parent) is not null);

    private static ServiceRegistry? RegistryOf(MapNode parent) => (Text(parent["group"]), Text(parent["kind"])) switch
    {
        ("", "Service") => ServiceRegistry.Kubernetes,
        ("networking.istio.io", "ServiceEntry") => ServiceRegistry.External,
        _ => null,
    };

    private static DateTimeOffset? CreatedOf(RouteObject route) =>
        DateTimeOffset.TryParse(Text((route.Manifest["metadata"] as MapNode)?["creationTimestamp"]), CultureInfo.InvariantCulture, out var created) ? created : null;

    private static string? Text(Node? node) => (node as ScalarNode)?.AsString;
}
