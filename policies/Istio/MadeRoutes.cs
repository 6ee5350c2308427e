using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio;

/// <summary>
/// Which routes of requests istiod makes of a VirtualService for one proxy: one for each match, and none where the match is for another port, gateway or workload
/// (<c>route.BuildHTTPRoutesForVirtualService</c>, <c>sourceMatchHTTP</c>).
/// </summary>
internal static class MadeRoutes
{
    /// <summary>The routes in the order of the VirtualService; none where it is left out for this proxy, whose requests then meet the next host that fits.</summary>
    /// <param name="service">The VirtualService.</param>
    /// <param name="proxy">The workload whose proxy routes.</param>
    /// <param name="gateway">The Gateway, <c>namespace/name</c>, for whose requests it is asked; null for those of applications.</param>
    /// <param name="port">The port of the listener: the number of a Gateway's server, or the called port of a service.</param>
    public static IEnumerable<MadeRoute> Of(ConfigObject<VirtualService> service, Workload proxy, string? gateway, int? port)
    {
        foreach (var route in service.Object.Spec?.Http ?? [])
        {
            foreach (var match in route.Match is { Count: > 0 } matches ? (IEnumerable<VirtualServiceHttpMatch?>)matches : [null])
            {
                if (match is not null && !IsMade(match, service, proxy, gateway, port))
                {
                    continue;
                }

                yield return new MadeRoute(service, route, match);
                if (IsCatchAll(match))
                {
                    // What follows one that takes everything is never made a route.
                    yield break;
                }
            }
        }
    }

    /// <summary>Whether a route that was made takes every request of its host; those of a gateway come last (<c>IsCatchAllRoute</c>).</summary>
    /// <param name="match">The route's match; null where it has none.</param>
    public static bool IsCatchAll(VirtualServiceHttpMatch? match) => match is null or
    {
        Uri: null or { Prefix: "/" } or { Regex: ".*" } or { Exact: null, Prefix: null, Regex: null },
        Method: null,
        Authority: null,
        Scheme: null,
        Headers: null or { Count: 0 },
        WithoutHeaders: null or { Count: 0 },
        QueryParams: null or { Count: 0 },
    };

    /// <summary>Where a match names gateways, nobody asks any more for whose requests it is.</summary>
    private static bool IsMade(VirtualServiceHttpMatch match, ConfigObject<VirtualService> service, Workload proxy, string? gateway, int? port) =>
        (match.Port is null or 0 || match.Port == port)
        && (match.Gateways is { Count: > 0 } gateways
            ? VirtualServiceRouting.IsFor(gateways, service.Namespace, gateway)
            : match.SourceLabels.Matches(proxy.Labels) && (string.IsNullOrEmpty(match.SourceNamespace) || match.SourceNamespace == proxy.Namespace));
}
