using System.Text.RegularExpressions;
using Manifests.Istio.Networking.V1;
using Policies.Istio.Gateways;
using Policies.Model;

namespace Policies.Istio;

/// <summary>Which subset of a service a request goes to, by the VirtualServices that the client's proxy knows.</summary>
/// <remarks>What a route does besides, by which requests end or come to other services, is said beside the choice.</remarks>
public static class VirtualServiceRouting
{
    /// <summary>The problem of a route that answers some requests with an error and lets others pass.</summary>
    internal const string InjectsErrors = "its route answers a part of the requests with errors";

    private const string Mesh = "mesh";

    private const double All = 100;

    /// <summary>What applications speak with their proxies.</summary>
    private const string Scheme = "http";

    /// <summary>The choice; null where no VirtualService speaks of the service.</summary>
    /// <param name="cluster">The client's cluster.</param>
    /// <param name="client">The client.</param>
    /// <param name="service">The called service.</param>
    /// <param name="port">The called port.</param>
    /// <param name="request">The request.</param>
    /// <param name="gateway">The Gateway, <c>namespace/name</c>, for whose requests it is asked; null for those of applications.</param>
    public static RouteChoice? Of(Cluster cluster, Workload client, ServiceModel service, int? port, HttpCall request, string? gateway = null)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(request);
        var routes = Routes(cluster, client, service, port, gateway);
        return routes.Count == 0 ? null : Among(routes, routes[0].By, service, request, cluster);
    }

    /// <summary>The routes among which a client's proxy chooses for requests to a service, in its order; none where no VirtualService speaks of the service.</summary>
    /// <inheritdoc cref="Of"/>
    internal static IReadOnlyList<MadeRoute> Routes(Cluster cluster, Workload client, ServiceModel service, int? port, string? gateway = null)
    {
        var chosen = Chosen(cluster, client, service, candidate => MadeRoutes.Of(candidate, client, gateway, port).Any(), gateway);

        // A sidecar knows the first of several for a host; a gateway puts their routes together, with what takes everything last.
        var routes =
            from holder in gateway is null ? BoundServices.First(chosen) : chosen
            from made in MadeRoutes.Of(holder, client, gateway, port)
            orderby gateway is not null && MadeRoutes.IsCatchAll(made.Match)
            select made;
        return [.. routes];
    }

    /// <summary>The choice among some routes, of which the first that takes the request holds.</summary>
    /// <param name="routes">The routes.</param>
    /// <param name="first">The VirtualService of the first of them.</param>
    /// <param name="service">The called service.</param>
    /// <param name="request">The request.</param>
    /// <param name="cluster">The cluster.</param>
    internal static RouteChoice Among(IEnumerable<MadeRoute> routes, ConfigObject<VirtualService> first, ServiceModel service, HttpCall request, Cluster cluster)
    {
        foreach (var (by, route, match) in routes)
        {
            if (match is null || Matches(match, service, request))
            {
                return Choice(by, route, match, service, cluster);
            }
        }

        return new RouteChoice(first, null, "no route of it matches, so the client's proxy answers 404") { IsUnmatched = true, IsAnswered = true };
    }

    /// <summary>Whether a route's proxy answers each of its requests itself: with a redirect, a response of its own or an error.</summary>
    internal static bool IsAnswered(VirtualServiceHttp route) => route.Redirect is not null || route.DirectResponse is not null || AbortShare(route) >= All;

    /// <summary>How many of a hundred requests a route answers with an error (<c>TranslateFault</c>): none where it does not say how many, or with what Envoy cannot answer.</summary>
    internal static double AbortShare(VirtualServiceHttp route) =>
        route.Fault?.Abort is { Percentage.Value: { } share } abort && (abort.HttpStatus is not null || abort.GrpcStatus is not null) ? share : 0;

    /// <summary>What VirtualServices make of a connection that no request is read from; null where none speaks of the service.</summary>
    /// <inheritdoc cref="Of"/>
    public static RouteChoice? OfConnection(Cluster cluster, Workload client, ServiceModel service)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(service);
        if (Chosen(cluster, client, service, candidate => candidate.Object.Spec is { Tcp.Count: > 0 } or { Tls.Count: > 0 }) is not [var chosen, ..])
        {
            return null;
        }

        var spec = chosen.Object.Spec!;
        var destinations = (spec.Tcp ?? []).SelectMany(route => route.Route ?? []).Select(route => route.Destination)
            .Concat((spec.Tls ?? []).SelectMany(route => route.Route ?? []).Select(route => route.Destination));
        return destinations.All(destination => destination.Subset is null && HostNames.Resolve(destination.Host, chosen.Namespace, cluster.Mesh.ClusterDomain) == service.Host)
            ? null
            : new RouteChoice(chosen, null, "it has routes for connections, which are not followed");
    }

    /// <summary>The VirtualServices of a service that the client's proxy may use: those of the host that fits best, the first before others.</summary>
    private static IReadOnlyList<ConfigObject<VirtualService>> Chosen(
        Cluster cluster, Workload client, ServiceModel service, Func<ConfigObject<VirtualService>, bool> hasRoutes, string? gateway = null)
    {
        var hosts = cluster.VirtualServices
            .Where(candidate => IsBound(candidate, client, gateway, cluster.Mesh) && hasRoutes(candidate))

            // Routes of the Gateway API are the service's own, or their own namespace's (buildSidecarVirtualHostsForVirtualService).
            .Where(candidate => gateway is not null || !BoundServices.IsOfGatewayApi(candidate)
                || candidate.Namespace == client.Namespace || candidate.Namespace == service.Namespace)
            .SelectMany(candidate => (candidate.Object.Spec!.Hosts ?? []).Select(host => (Host: HostNames.Resolve(host, candidate.Namespace, cluster.Mesh.ClusterDomain), Service: candidate)))
            .ToList();
        return HostNames.MostSpecific(hosts.Select(entry => entry.Host), service.Host) is { } best
            ? BoundServices.InOrder([.. hosts.Where(entry => entry.Host == best).Select(entry => entry.Service)], client, cluster.Mesh)
            : [];
    }

    /// <summary>What a waypoint makes of a request for a service that it stands in front of; null where no VirtualService is for it.</summary>
    /// <remarks>
    /// <c>buildWaypointInboundHTTPRouteConfig</c>: the routes of all VirtualServices of the service's namespace and its own that name the service follow each
    /// other, whatever they take; matches of sources are left out.
    /// </remarks>
    /// <param name="cluster">The cluster.</param>
    /// <param name="waypoint">The waypoint.</param>
    /// <param name="service">The called service.</param>
    /// <param name="port">The called port.</param>
    /// <param name="request">The request.</param>
    internal static RouteChoice? OfWaypoint(Cluster cluster, Workload waypoint, ServiceModel service, int port, HttpCall request)
    {
        var routes = RoutesOfWaypoint(cluster, waypoint, service, port);
        return routes.Count == 0 ? null : Among(routes, routes[0].By, service, request, cluster);
    }

    /// <summary>The routes among which a waypoint chooses for requests to a service that it stands in front of, in its order.</summary>
    /// <inheritdoc cref="OfWaypoint"/>
    internal static IReadOnlyList<MadeRoute> RoutesOfWaypoint(Cluster cluster, Workload waypoint, ServiceModel service, int port) =>
    [
        .. BoundServices.Of(cluster, waypoint, null)
            .Where(candidate => IsAtWaypoint(candidate, waypoint, service, cluster.Mesh))
            .SelectMany(candidate => MadeRoutes.Of(candidate, waypoint, null, port).Where(made => made.Match?.SourceLabels is not { Count: > 0 })),
    ];

    /// <summary>Whether a waypoint follows a VirtualService that it knows for calls to a service: one of its own namespace or the service's that names it.</summary>
    internal static bool IsAtWaypoint(ConfigObject<VirtualService> candidate, Workload waypoint, ServiceModel service, MeshSettings mesh) =>
        (candidate.Namespace == waypoint.Namespace || candidate.Namespace == service.Namespace)
        && (candidate.Object.Spec!.Hosts ?? []).Any(host => HostNames.Overlap(HostNames.Resolve(host, candidate.Namespace, mesh.ClusterDomain), service.Host));

    /// <summary>Whether a proxy knows a VirtualService for a Gateway, <c>namespace/name</c>, or for the mesh, which is null.</summary>
    internal static bool IsBound(ConfigObject<VirtualService> service, Workload proxy, string? gateway, MeshSettings mesh) =>
        service.Object.Spec is { } spec
        && (spec.Gateways is { Count: > 0 } gateways ? IsFor(gateways, service.Namespace, gateway) : gateway is null)
        && Visibility.IsShown(spec.ExportTo, mesh.DefaultVirtualServiceExportTo, service.Namespace, proxy.Namespace);

    /// <summary>Whether a list of gateways is for somebody; one without a namespace is of the VirtualService's own, and no list is for all that the VirtualService is for.</summary>
    internal static bool IsFor(IReadOnlyList<string>? gateways, string @namespace, string? gateway) => gateways is not { Count: > 0 }
        || gateways.Any(name => gateway is null ? name == Mesh : Qualify(name, @namespace) == gateway);

    /// <summary>A gateway's name with its namespace, which is that of the object that names it where it says none; the mesh has none.</summary>
    internal static string Qualify(string gateway, string @namespace) =>
        gateway == Mesh || gateway.Contains('/', StringComparison.Ordinal) ? gateway : $"{@namespace}/{gateway}";

    private static RouteChoice Choice(
        ConfigObject<VirtualService> chosen, VirtualServiceHttp route, VirtualServiceHttpMatch? match, ServiceModel service, Cluster cluster)
    {
        var destinations = (route.Route ?? []).Where(destination => destination.Weight is null or > 0 || route.Route!.Count == 1).ToList();
        var changed = IsAnswered(route) ? "its route answers instead of the service"
            : route.Delegate is not null ? "its route delegates"
            : AbortShare(route) > 0 ? InjectsErrors
            : null;
        var isElsewhere = changed is null
            && destinations.Exists(destination => HostNames.Resolve(destination.Destination?.Host ?? "", chosen.Namespace, cluster.Mesh.ClusterDomain) != service.Host);
        var problem = changed
            ?? (isElsewhere ? "its route leads to another service"
                : destinations.DistinctBy(destination => destination.Destination?.Subset).Count() > 1 ? "its route leads to several subsets"
                : null);
        return new RouteChoice(chosen, destinations.FirstOrDefault()?.Destination?.Subset, problem)
        {
            Destination = destinations is [var only] ? only.Destination : null,
            IsElsewhere = isElsewhere,
            IsAnswered = IsAnswered(route),
            Route = route,
            Match = match,
            Change = RequestChange.Of(cluster, route, destinations is [var one] ? one : null, match),
        };
    }

    private static bool Matches(VirtualServiceHttpMatch match, ServiceModel service, HttpCall request) =>
        Matches(PathNormalization.WithoutQuery(request.Path), match.Uri?.Exact, match.Uri?.Prefix, match.Uri?.Regex, match.IgnoreUriCase == true)
        && Matches(Scheme, match.Scheme?.Exact, match.Scheme?.Prefix, match.Scheme?.Regex)
        && (match.QueryParams ?? []).All(parameter => QueryParameter(request.Path, parameter.Key) is { } value
            && Matches(value, parameter.Value.Exact, parameter.Value.Prefix, parameter.Value.Regex))
        && Matches(request.Method, match.Method?.Exact, match.Method?.Prefix, match.Method?.Regex)
        && Matches(request.Host ?? service.Host, match.Authority?.Exact, match.Authority?.Prefix, match.Authority?.Regex)
        && (match.Headers ?? []).All(header => request.Headers.TryGetValue(header.Key.ToLowerInvariant(), out var value)
            && Matches(value, header.Value.Exact, header.Value.Prefix, header.Value.Regex))
        && (match.WithoutHeaders ?? []).All(header => !request.Headers.TryGetValue(header.Key.ToLowerInvariant(), out var value)
            || ((header.Value.Exact ?? header.Value.Prefix ?? header.Value.Regex) is not null && !Matches(value, header.Value.Exact, header.Value.Prefix, header.Value.Regex)));

    private static string? QueryParameter(string path, string name)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? path[(at + 1)..].Split('#')[0] : "";
        return query.Split('&').Where(pair => pair == name || pair.StartsWith($"{name}=", StringComparison.Ordinal))
            .Select(pair => pair.Length > name.Length ? pair[(name.Length + 1)..] : "")
            .FirstOrDefault();
    }

    private static bool Matches(string text, string? exact, string? prefix, string? regex, bool ignoresCase = false)
    {
        var comparison = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return (exact is null || text.Equals(exact, comparison))
            && (prefix is null || text.StartsWith(prefix, comparison))
            && (regex is null or "*" || Regex.IsMatch(text, $"\\A(?:{regex})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
    }
}
