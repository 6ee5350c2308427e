using System.Text.RegularExpressions;
using Manifests;
using Manifests.Linkerd.Policy.V1Beta3;
using Policies.Model;

namespace Policies.Linkerd;

/// <summary>The HTTPRoutes that are attached to Servers, of Linkerd's group and of the Gateway API's, and which of them a request belongs to.</summary>
internal sealed class LinkerdRoutes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly ILookup<(string Namespace, string Server), LinkerdRoute> _routes;
    private readonly ILookup<(string Namespace, string Server), ObjectReference> _grpcRoutes;

    public LinkerdRoutes(Cluster cluster)
    {
        _routes = ByServer(
        [
            .. cluster.LinkerdHttpRoutes.Select(route => new LinkerdRoute(LinkerdKinds.PolicyGroup, route.Reference, route.Source, route.Namespace, route.Object.Spec)),
            .. cluster.Manifests.Where(manifest => IsGatewayApiRoute(manifest, "HTTPRoute")).Select(FromGatewayApi),
        ]).ToLookup(pair => pair.Server, pair => pair.Route);

        _grpcRoutes = ByServer([.. cluster.Manifests.Where(manifest => IsGatewayApiRoute(manifest, "GRPCRoute")).Select(WithParentsOnly).Select(FromGatewayApi)])
            .ToLookup(pair => pair.Server, pair => pair.Route.Reference);
    }

    /// <summary>The routes of a Server.</summary>
    public IReadOnlyList<LinkerdRoute> Of(ConfigObject<Server> server) => [.. _routes[(server.Namespace, server.Name)]];

    /// <summary>A GRPCRoute of a Server; null where it has none.</summary>
    public ObjectReference? GrpcRouteOf(ConfigObject<Server> server) => _grpcRoutes[(server.Namespace, server.Name)].FirstOrDefault();

    /// <summary>The route that a request belongs to: the most specific one that matches; null where none does, which Linkerd answers with 404.</summary>
    public static LinkerdRoute? Find(IReadOnlyList<LinkerdRoute> routes, HttpCall request, string host) => routes
        .SelectMany(route => Ranks(route, request, host), (route, rank) => (route, rank))
        .OrderByDescending(found => found.rank)
        .Select(found => found.route)
        .FirstOrDefault();

    private static IEnumerable<(int Host, int ExactPath, int PathLength, int Method, int Headers, int Queries)> Ranks(LinkerdRoute route, HttpCall request, string host)
    {
        var hostnames = route.Spec.Hostnames ?? [];
        var hostRank = hostnames.Count == 0 ? 0 : hostnames.Where(name => HostMatches(name, host)).Select(name => name.StartsWith('*') ? 1 : 1000 + name.Length).DefaultIfEmpty(-1).Max();
        if (hostRank < 0)
        {
            yield break;
        }

        var path = request.Path.Split('?', 2);
        foreach (var match in (route.Spec.Rules ?? []).SelectMany(rule => rule.Matches is { Count: > 0 } matches ? matches : [new HTTPRouteMatch()]))
        {
            if (PathMatches(match.Path, path[0])
                && (match.Method is null || string.Equals(match.Method.ToString(), request.Method, StringComparison.OrdinalIgnoreCase))
                && (match.Headers ?? []).All(header => HeaderMatches(header, request))
                && (match.QueryParams ?? []).All(query => QueryMatches(query, path.ElementAtOrDefault(1) ?? "")))
            {
                yield return (
                    hostRank, match.Path?.Type is HTTPRouteMatchPathType.Exact ? 1 : 0, (match.Path?.Value ?? "/").Length,
                    match.Method is null ? 0 : 1, match.Headers?.Count ?? 0, match.QueryParams?.Count ?? 0);
            }
        }
    }

    private static bool HostMatches(string name, string host)
    {
        var bare = host.Split(':')[0];
        return name.StartsWith("*.", StringComparison.Ordinal) ? bare.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase) : string.Equals(name, bare, StringComparison.OrdinalIgnoreCase);
    }

    private static bool PathMatches(HTTPRouteMatchPath? match, string path)
    {
        var value = match?.Value ?? "/";
        return match?.Type switch
        {
            HTTPRouteMatchPathType.Exact => path == value,
            HTTPRouteMatchPathType.RegularExpression => IsWhole(value, path),
            _ => value.TrimEnd('/') is var prefix && path.StartsWith(prefix, StringComparison.Ordinal) && (path.Length == prefix.Length || path[prefix.Length] == '/'),
        };
    }

    private static bool HeaderMatches(HTTPRouteHeader header, HttpCall request) =>
        request.Headers.TryGetValue(header.Name.ToLowerInvariant(), out var value)
        && (header.Type is HTTPRouteHeaderType.RegularExpression ? IsWhole(header.Value, value) : header.Value == value);

    private static bool QueryMatches(HTTPRouteQueryParam match, string query) => query.Split('&')
        .Select(pair => pair.Split('=', 2))
        .Any(pair => Uri.UnescapeDataString(pair[0]) == match.Name
            && Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "") is var value
            && (match.Type is HTTPRouteQueryParamType.RegularExpression ? IsWhole(match.Value, value) : match.Value == value));

    private static bool IsWhole(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>The routes by their Servers. One that names some Server by port, by section or in another namespace is refused as a whole.</summary>
    private static IEnumerable<((string Namespace, string Name) Server, LinkerdRoute Route)> ByServer(IReadOnlyList<LinkerdRoute> routes) =>
        from route in routes
        let servers = (route.Spec.ParentRefs ?? []).Where(parent => LinkerdKinds.IsPolicy(parent.Group, parent.Kind ?? "", "Server")).ToList()
        where servers.TrueForAll(parent => (parent.Namespace ?? route.Namespace) == route.Namespace && parent is { Port: null, SectionName: null })
        from name in servers.Select(parent => parent.Name).Distinct()
        select ((route.Namespace, name), route);

    private static bool IsGatewayApiRoute(MapNode manifest, string kind) =>
        (manifest["kind"] as ScalarNode)?.AsString == kind
        && (manifest["apiVersion"] as ScalarNode)?.AsString?.StartsWith("gateway.networking.k8s.io/", StringComparison.Ordinal) == true
        && manifest["spec"] is MapNode;

    /// <summary>A GRPCRoute names its parents as an HTTPRoute does; its matches are something else, and are not read.</summary>
    private static MapNode WithParentsOnly(MapNode manifest)
    {
        var (reduced, spec) = (new MapNode(), new MapNode());
        foreach (var entry in manifest)
        {
            reduced.Add(entry.Key, entry.Key == "spec" ? spec : entry.Value);
        }

        if (((MapNode)manifest["spec"]!)["parentRefs"] is { } parents)
        {
            spec.Add("parentRefs", parents);
        }

        return reduced;
    }

    /// <summary>The Gateway API's HTTPRoute has the same shape where Linkerd looks.</summary>
    private static LinkerdRoute FromGatewayApi(MapNode manifest)
    {
        var reference = ObjectReference.To(manifest) ?? new ObjectReference { Kind = "HTTPRoute", Name = "" };
        var source = manifest.Mark is { } mark ? new SourceLocation(mark.File, mark.Line, mark.Column) : null;
        return new LinkerdRoute(
            "gateway.networking.k8s.io", reference, source, reference.Namespace ?? "default", HTTPRouteSpec.FromNode((MapNode)manifest["spec"]!));
    }
}
