using Policies.Model;
using Api = Manifests.GatewayApi.V1;
using Networking = Manifests.Istio.Networking.V1;

namespace Policies.Istio.GatewayApi;

/// <summary>GRPCRoutes as VirtualServices: a service and a method are the two segments of a path (<c>createGRPCURIMatch</c>).</summary>
internal static class GrpcRouteTranslation
{
    /// <summary>Those of all routes, the first that takes a request before others.</summary>
    public static IEnumerable<ConfigObject<Networking.VirtualService>> Of(RouteObjects routes) =>
        from entry in
            from route in routes.Of("GRPCRoute")
            let listeners = routes.ListenersOf(route)
            where listeners.Count > 0
            let spec = Api.GRPCRoute.FromNode(route.Manifest).Spec
            from rule in spec.Rules is { Count: > 0 } rules ? rules : [new Api.GRPCRouteRule()]
            from match in rule.Matches is { Count: > 0 } matches ? matches : [new Api.GRPCRouteMatch()]
            select (Route: route, Listeners: listeners, Hosts: spec.Hostnames, Rule: rule, Headers: match.Headers, Uri: UriOf(match.Method))
        orderby Rank(entry.Uri) descending, (entry.Headers?.Count ?? 0) descending
        select routes.VirtualService(entry.Route, new()
        {
            Gateways = [.. entry.Listeners],
            Hosts = entry.Hosts is { Count: > 0 } hosts ? hosts : ["*"],
            Http = [Http(routes, entry.Route, entry.Rule, entry.Headers, entry.Uri)],
        }, IsKnown(entry.Rule));

    /// <summary>What the rules of a route say of requests, each with its rank: the greater is the first, beside those of HTTPRoutes too.</summary>
    public static IEnumerable<RankedRoute> Rules(RouteObjects routes, RouteObject route) =>
        from rule in Api.GRPCRoute.FromNode(route.Manifest).Spec.Rules is { Count: > 0 } rules ? rules : [new Api.GRPCRouteRule()]
        from match in rule.Matches is { Count: > 0 } matches ? matches : [new Api.GRPCRouteMatch()]
        let uri = UriOf(match.Method)
        let rank = Rank(uri)
        select new RankedRoute((rank.Kind, rank.Length, 0, match.Headers?.Count ?? 0, 0), Http(routes, route, rule, match.Headers, uri), IsKnown(rule));

    private static (int Kind, int Length) Rank(Networking.VirtualServiceUri? uri) =>
        (uri switch { null => 0, { Exact: not null } => 3, { Prefix: not null } => 2, _ => 1 }, (uri?.Exact ?? uri?.Prefix ?? uri?.Regex ?? "").Length);

    private static Networking.VirtualServiceUri? UriOf(Api.GRPCRouteMethod? method) => (method?.Type is Api.GRPCRouteMethodType.RegularExpression, method?.Service, method?.Method) switch
    {
        (_, null, null) => null,
        (_, null, { } name) => new() { Regex = $"/[^/]+/{name}" },
        (true, { } service, null) => new() { Regex = $"/{service}/.+" },
        (true, { } service, { } name) => new() { Regex = $"/{service}/{name}" },
        (false, { } service, null) => new() { Prefix = $"/{service}/" },
        (false, { } service, { } name) => new() { Exact = $"/{service}/{name}" },
    };

    private static Networking.VirtualServiceHttp Http(
        RouteObjects routes, RouteObject route, Api.GRPCRouteRule rule, IReadOnlyList<Api.GRPCRouteHeader>? headers, Networking.VirtualServiceUri? uri)
    {
        var backends = rule.BackendRefs ?? [];
        var destinations = routes.Destinations(route, backends.Select(backend => (backend.Group, backend.Kind, backend.Name, backend.Namespace, (long?)backend.Port, (long?)backend.Weight)));
        return new()
        {
            Match = uri is null && headers is not { Count: > 0 } ? null : [new() { Uri = uri, Headers = headers is { Count: > 0 } ? Headers(headers) : null }],
            DirectResponse = destinations.Count == 0 ? new() { Status = 500 } : null,
            Route = destinations.Count == 0 ? null : [.. destinations.Select(destination => new Networking.VirtualServiceHttpRoute { Destination = destination })],
            Mirrors = (rule.Filters ?? []).Select(filter => filter.RequestMirror).OfType<Api.GRPCRouteRequestMirror>().ToList() is { Count: > 0 } mirrors
                ? [.. routes.Destinations(route, mirrors.Where(mirror => mirror.Percent is not 0 && mirror.Fraction?.Numerator is not 0)
                    .Select(mirror => (mirror.BackendRef.Group, mirror.BackendRef.Kind, mirror.BackendRef.Name, mirror.BackendRef.Namespace, (long?)mirror.BackendRef.Port, (long?)null)))
                    .Select(destination => new Networking.VirtualServiceHttpMirror2 { Destination = destination })]
                : null,
            Headers = (rule.Filters ?? []).Select(filter => filter.RequestHeaderModifier).OfType<Api.GRPCRouteRequestHeaderModifier>().Select(Headers).LastOrDefault(),
        };
    }

    /// <summary>As for an HTTPRoute: what other filters make of requests is not modelled.</summary>
    private static bool IsKnown(Api.GRPCRouteRule rule) =>
        (rule.Filters ?? []).All(filter => filter.Type is Api.GRPCRouteFilterType.RequestHeaderModifier or Api.GRPCRouteFilterType.RequestMirror or Api.GRPCRouteFilterType.ResponseHeaderModifier)
        && (rule.BackendRefs ?? []).All(backend => backend.Filters is not { Count: > 0 });

    private static Networking.VirtualServiceHeaders Headers(Api.GRPCRouteRequestHeaderModifier modifier) => new()
    {
        Request = new()
        {
            Add = new((modifier.Add ?? []).Select(header => KeyValuePair.Create(header.Name, header.Value))),
            Remove = modifier.Remove,
            Set = new((modifier.Set ?? []).Select(header => KeyValuePair.Create(header.Name, header.Value))),
        },
    };

    private static Manifests.ValueMap<Networking.VirtualServiceHeader> Headers(IReadOnlyList<Api.GRPCRouteHeader> headers) => new(headers.Select(header => KeyValuePair.Create(
        header.Name.ToLowerInvariant(),
        header.Type is Api.GRPCRouteHeaderType.RegularExpression ? new Networking.VirtualServiceHeader { Regex = header.Value } : new Networking.VirtualServiceHeader { Exact = header.Value })));
}
