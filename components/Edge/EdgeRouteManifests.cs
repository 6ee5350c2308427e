using System.Text.RegularExpressions;
using Components.Intent;
using Manifests.GatewayApi.V1;

namespace Components.Edge;

/// <summary>The <c>HTTPRoute</c>s: the redirect to HTTPS, and one for each workload under each of its hosts.</summary>
/// <remarks>
/// Routes only say where a request goes. Whether it may is said once, by the workload's AuthorizationPolicy, so a route that is a little wider than the
/// intent's paths lets nobody in.
/// </remarks>
internal static class EdgeRouteManifests
{
    private const int PermanentRedirect = 301;

    /// <summary>Sends every plain request to HTTPS. An ACME challenge has a longer path, and so its route wins over this one.</summary>
    public static HTTPRoute Redirect(RegionIntent intent) => new()
    {
        Metadata = new() { Name = "redirect-to-https", Namespace = intent.Mesh.GatewayNamespace, Labels = ObjectLabels.Common() },
        Spec = new()
        {
            ParentRefs = [Parent(intent, EdgeNames.HttpListener)],
            Rules =
            [
                new()
                {
                    Filters =
                    [
                        new()
                        {
                            Type = HTTPRouteFilterType.RequestRedirect,
                            RequestRedirect = new() { Scheme = HTTPRouteScheme.Https, StatusCode = PermanentRedirect },
                        },
                    ],
                },
            ],
        },
    };

    /// <summary>The routes, each in the namespace of the workload, so that its Service needs no ReferenceGrant.</summary>
    public static IEnumerable<HTTPRoute> For(RegionIntent intent, IEnumerable<EdgeRoute> routes) => routes
        .GroupBy(route => (route.Host, route.Workload))
        .Select(ports => new HTTPRoute
        {
            Metadata = new()
            {
                Name = $"{ports.Key.Workload.Name}.{EdgeNames.Of(ports.Key.Host.Name)}",
                Namespace = ports.Key.Workload.Namespace,
                Labels = ObjectLabels.Common(),
            },
            Spec = new()
            {
                ParentRefs = [Parent(intent, EdgeNames.Listener(ports.Key.Host.Name))],
                Hostnames = [ports.Key.Host.Name],
                Rules = [.. ports.Select(Rule)],
            },
        });

    private static HTTPRouteParentRef Parent(RegionIntent intent, string listener) => new()
    {
        Group = "gateway.networking.k8s.io",
        Kind = "Gateway",
        Name = EdgeNames.Gateway,
        Namespace = intent.Mesh.GatewayNamespace,
        SectionName = listener,
    };

    private static HTTPRouteRule Rule(EdgeRoute route) => new()
    {
        Matches = route.Paths.Count == 0 ? null : [.. route.Paths.Select(path => new HTTPRouteMatch { Path = Match(path) })],
        BackendRefs = [new() { Group = "", Kind = "Service", Name = route.Workload.Name, Port = route.Port.Port }],
    };

    /// <summary>A path of the intent as a route matches it; templates become RE2, which Istio holds against the whole path.</summary>
    private static HTTPRouteMatchPath Match(string path)
    {
        if (path.EndsWith("/*", StringComparison.Ordinal))
        {
            return new() { Type = HTTPRouteMatchPathType.PathPrefix, Value = path.Length == 2 ? "/" : path[..^2] };
        }

        return path.Contains("{*", StringComparison.Ordinal)
            ? new()
            {
                Type = HTTPRouteMatchPathType.RegularExpression,
                Value = string.Join('/', path.Split('/').Select(segment => segment switch
                {
                    "{*}" => "[^/]+",
                    "{**}" => ".*",
                    _ => Regex.Escape(segment),
                })),
            }
            : new() { Type = HTTPRouteMatchPathType.Exact, Value = path };
    }
}
