using Policies.Model;
using Api = Manifests.GatewayApi.V1;
using Networking = Manifests.Istio.Networking.V1;

namespace Policies.Istio.GatewayApi;

/// <summary>HTTPRoutes as VirtualServices: one for each match, in the order of precedence that the Gateway API states (<c>HTTPRouteRule.matches</c>).</summary>
internal static class HttpRouteTranslation
{
    /// <summary>Those of all routes, the first that takes a request before others.</summary>
    public static IEnumerable<ConfigObject<Networking.VirtualService>> Of(RouteObjects routes) =>
        from entry in
            from route in routes.Of("HTTPRoute")
            let listeners = routes.ListenersOf(route)
            where listeners.Count > 0
            let spec = Api.HTTPRoute.FromNode(route.Manifest).Spec
            from rule in spec.Rules is { Count: > 0 } rules ? rules : [new Api.HTTPRouteRule()]
            from match in rule.Matches is { Count: > 0 } matches ? matches : [new Api.HTTPRouteMatch()]
            select (Route: route, Listeners: listeners, Hosts: spec.Hostnames, Rule: rule, Match: match)
        orderby Rank(entry.Match) descending
        from http in Routes(routes, entry.Route, entry.Rule, entry.Match)
        select routes.VirtualService(entry.Route, new()
        {
            Gateways = [.. entry.Listeners],
            Hosts = entry.Hosts is { Count: > 0 } hosts ? hosts : ["*"],
            Http = [http],
        }, IsKnown(entry.Rule));

    /// <summary>What the rules of a route say of requests, each with its rank: the greater is the first.</summary>
    public static IEnumerable<RankedRoute> Rules(RouteObjects routes, RouteObject route) =>
        from rule in Api.HTTPRoute.FromNode(route.Manifest).Spec.Rules is { Count: > 0 } rules ? rules : [new Api.HTTPRouteRule()]
        from match in rule.Matches is { Count: > 0 } matches ? matches : [new Api.HTTPRouteMatch()]
        from http in Routes(routes, route, rule, match)
        select new RankedRoute(Rank(match), http, IsKnown(rule));

    private static (int Kind, int Length, int Method, int Headers, int Queries) Rank(Api.HTTPRouteMatch match) => (
        match.Path?.Type switch
        {
            Api.HTTPRouteMatchPathType.Exact => 3,
            Api.HTTPRouteMatchPathType.RegularExpression => 1,
            _ => 2,
        },
        (match.Path?.Value ?? "/").Length,
        match.Method is null ? 0 : 1,
        match.Headers?.Count ?? 0,
        match.QueryParams?.Count ?? 0);

    /// <summary>A prefix is one of whole segments: the path itself, and everything under it, of which each is rewritten in its own way.</summary>
    private static IEnumerable<Networking.VirtualServiceHttp> Routes(RouteObjects routes, RouteObject route, Api.HTTPRouteRule rule, Api.HTTPRouteMatch match)
    {
        var path = match.Path?.Value ?? "/";
        if (match.Path?.Type is Api.HTTPRouteMatchPathType.Exact)
        {
            return [Http(routes, route, rule, match, new() { Exact = path }, isUnder: false)];
        }

        if (match.Path?.Type is Api.HTTPRouteMatchPathType.RegularExpression)
        {
            return [Http(routes, route, rule, match, new() { Regex = path }, isUnder: false)];
        }

        var prefix = path.TrimEnd('/');
        return prefix.Length == 0
            ? [Http(routes, route, rule, match, new() { Prefix = "/" }, isUnder: true)]
            :
            [
                Http(routes, route, rule, match, new() { Exact = prefix }, isUnder: false),
                Http(routes, route, rule, match, new() { Prefix = $"{prefix}/" }, isUnder: true),
            ];
    }

    private static Networking.VirtualServiceHttp Http(
        RouteObjects routes, RouteObject route, Api.HTTPRouteRule rule, Api.HTTPRouteMatch match, Networking.VirtualServiceUri uri, bool isUnder)
    {
        var filters = rule.Filters ?? [];
        var destinations = routes.Destinations(
            route, (rule.BackendRefs ?? []).Select(backend => (backend.Group, backend.Kind, backend.Name, backend.Namespace, (long?)backend.Port, (long?)backend.Weight)));
        var isAnswered = filters.Any(filter => filter.Type is Api.HTTPRouteFilterType.RequestRedirect);
        return new()
        {
            Match = [Match(match, uri)],
            Redirect = isAnswered ? new() : null,

            // Requests that lead nowhere are answered with 500.
            DirectResponse = !isAnswered && destinations.Count == 0 ? new() { Status = 500 } : null,
            Route = isAnswered || destinations.Count == 0 ? null : [.. destinations.Select(destination => new Networking.VirtualServiceHttpRoute { Destination = destination })],
            Mirrors = filters.Select(filter => filter.RequestMirror).OfType<Api.HTTPRouteRequestMirror>().ToList() is { Count: > 0 } mirrors
                ? [.. routes.Destinations(route, mirrors.Where(mirror => mirror.Percent is not 0 && mirror.Fraction?.Numerator is not 0)
                    .Select(mirror => (mirror.BackendRef.Group, mirror.BackendRef.Kind, mirror.BackendRef.Name, mirror.BackendRef.Namespace, (long?)mirror.BackendRef.Port, (long?)null)))
                    .Select(destination => new Networking.VirtualServiceHttpMirror2 { Destination = destination })]
                : null,
            Rewrite = filters.Select(filter => filter.UrlRewrite).OfType<Api.HTTPRouteUrlRewrite>().Select(rewrite => Rewrite(rewrite, isUnder)).FirstOrDefault(),
            Headers = filters.Select(filter => filter.RequestHeaderModifier).OfType<Api.HTTPRouteRequestHeaderModifier>().Select(Headers).LastOrDefault(),
        };
    }

    /// <summary>Filters of backends, and of other kinds, change requests in a way that is not modelled.</summary>
    private static bool IsKnown(Api.HTTPRouteRule rule) => (rule.Filters ?? []).All(filter => filter.Type is Api.HTTPRouteFilterType.RequestRedirect or Api.HTTPRouteFilterType.URLRewrite
            or Api.HTTPRouteFilterType.RequestHeaderModifier or Api.HTTPRouteFilterType.RequestMirror or Api.HTTPRouteFilterType.ResponseHeaderModifier)
        && (rule.BackendRefs ?? []).All(backend => backend.Filters is not { Count: > 0 });

    private static Networking.VirtualServiceHeaders Headers(Api.HTTPRouteRequestHeaderModifier modifier) => new()
    {
        Request = new()
        {
            Add = new((modifier.Add ?? []).Select(header => KeyValuePair.Create(header.Name, header.Value))),
            Remove = modifier.Remove,
            Set = new((modifier.Set ?? []).Select(header => KeyValuePair.Create(header.Name, header.Value))),
        },
    };

    private static Networking.VirtualServiceHttpMatch Match(Api.HTTPRouteMatch match, Networking.VirtualServiceUri uri) => new()
    {
        Uri = uri,
        Method = match.Method is { } method ? new() { Exact = method.ToString().ToUpperInvariant() } : null,
        Headers = match.Headers is { Count: > 0 } headers
            ? new(headers.Select(header => KeyValuePair.Create(
                header.Name.ToLowerInvariant(),
                header.Type is Api.HTTPRouteHeaderType.RegularExpression ? new Networking.VirtualServiceHeader { Regex = header.Value } : new Networking.VirtualServiceHeader { Exact = header.Value })))
            : null,
        QueryParams = match.QueryParams is { Count: > 0 } queries
            ? new(queries.Select(query => KeyValuePair.Create(
                query.Name,
                query.Type is Api.HTTPRouteQueryParamType.RegularExpression ? new Networking.VirtualServiceQueryParam { Regex = query.Value } : new Networking.VirtualServiceQueryParam { Exact = query.Value })))
            : null,
    };

    private static Networking.VirtualServiceRewrite Rewrite(Api.HTTPRouteUrlRewrite rewrite, bool isUnder) => new()
    {
        Authority = rewrite.Hostname,
        Uri = rewrite.Path?.ReplacePrefixMatch is { } prefix
            ? (isUnder ? $"{prefix.TrimEnd('/')}/" : prefix.TrimEnd('/') is { Length: > 0 } bare ? bare : "/")
            : null,
        UriRegexRewrite = rewrite.Path?.ReplaceFullPath is { } full ? new() { Match = "/.*", Rewrite = full } : null,
    };
}
