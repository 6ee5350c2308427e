using Manifests.Istio.Networking.V1;
using Policies.Istio;
using Policies.Model;
using Policies.Modelling;

namespace Policies.Evaluation;

/// <summary>
/// Follows requests beyond the gateways that take them: by the VirtualServices of the Gateway to a service, and to its endpoints, where the gateway is the
/// caller. So with callers whose VirtualService leads to another service than they call, such as an egress gateway.
/// </summary>
/// <remarks>The model ends at routes for connections, at routes of the Gateway API, and at routes that change or answer requests; there a hop is open.</remarks>
public sealed class Hops
{
    private const int Farthest = 4;

    private readonly Fleet _fleet;
    private readonly Evaluator _evaluator;

    /// <summary>Follows calls in a fleet.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="evaluator">What decides about each call.</param>
    public Hops(Fleet fleet, Evaluator evaluator)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(evaluator);
        _fleet = fleet;
        _evaluator = evaluator;
    }

    /// <summary>The calls that a call becomes, in the order of the way; none where it ends where it arrives, or does not arrive.</summary>
    public IReadOnlyList<Hop> After(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return [.. After(call, _evaluator.Evaluate(call), Farthest)];
    }

    private IEnumerable<Hop> After(Call call, Verdict verdict, int left)
    {
        if (left == 0 || ClusterOf(call) is not { } cluster)
        {
            return [];
        }

        var next = call.To is { DataPlane: DataPlane.Gateway } gateway && verdict.Allow != false ? Beyond(cluster, gateway, call)
            : call is { From: Caller.OfWorkload { Workload: { DataPlane: DataPlane.Sidecar } client }, Service: { } service, Http: { } request }
                && VirtualServiceRouting.Of(cluster, client, service, call.ServicePort, request) is { IsElsewhere: true } route && ProblemOf(route) is null ? Along(cluster, client, route, call)
            : [];
        return next.SelectMany(hop => After(hop.Call, hop.Verdict, left - 1).Prepend(hop));
    }

    private IEnumerable<Hop> Beyond(Cluster cluster, Workload gateway, Call call)
    {
        if (call.Http is not { Host: { } host } request)
        {
            return [Open(gateway, call, "unknown because routes for connections, and for requests that name no host, are not followed", null)];
        }

        var name = host.Split(':')[0];
        var servers = cluster.Gateways.Where(candidate => candidate.Object.Spec is { } spec && spec.Selector.Matches(gateway.Labels) && Takes(spec, name, call)).ToList();
        if (servers.Count == 0)
        {
            return [Open(gateway, call, $"unknown because no server of an Istio Gateway takes {name} there, and routes of the Gateway API are not followed", null)];
        }

        var named = new ServiceModel { Name = name, Namespace = "", Host = name };
        var found = servers
            .Select(server => (server, Route: VirtualServiceRouting.Of(cluster, gateway, named, call.ServicePort ?? call.Port, request, $"{server.Namespace}/{server.Name}")))
            .FirstOrDefault(entry => entry.Route is not null);
        return found.Route is not { } route
            ? [Refused(gateway, call, $"no VirtualService of {string.Join(" or ", servers.Select(server => server.Reference))} has a route for {name}, so {gateway} answers 404", servers[0].Reference, servers[0].Source)]
            : route.IsUnmatched ? [Refused(gateway, call, $"{route.By.Reference}: {route.Problem}", route.By.Reference, route.By.Source)]
            : ProblemOf(route) is { } problem ? [Open(gateway, call, $"unknown because of {route.By.Reference}: {problem}", route)]
            : Along(cluster, gateway, route, call);
    }

    private static string? ProblemOf(RouteChoice route) =>
        NotModelled.In(route.By.Manifest) is { } field ? $"it has a field that is not modelled: {field}"
        : !route.IsElsewhere && route.Problem is { } problem ? problem
        : route.Destination is null ? "its route leads to several services"
        : null;

    private static bool Takes(GatewaySpec spec, string host, Call call) => (spec.Servers ?? []).Any(server =>
        (server.Port.Number == call.ServicePort || server.Port.Number == call.Port)
        && server.Hosts.Any(name => HostNames.IsWithin(host, name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..])));

    /// <summary>The calls of a proxy to every endpoint of the service that a route leads to: those of its own cluster, else those of others.</summary>
    private IEnumerable<Hop> Along(Cluster cluster, Workload caller, RouteChoice route, Call call)
    {
        var host = HostNames.Resolve(route.Destination?.Host ?? "", route.By.Namespace, cluster.Mesh.ClusterDomain);
        if (cluster.Services.FirstOrDefault(service => service.Host == host) is not { } service)
        {
            return [Refused(caller, call, $"{route.By.Reference} leads to {host}, which is no service, so {caller} answers 503", route.By.Reference, route.By.Source)];
        }

        var port = route.Destination?.Port?.Number is { } number ? service.Ports.FirstOrDefault(candidate => candidate.Number == number)
            : service.Ports is [var only] ? only
            : null;
        if (port is null)
        {
            return [Open(caller, call, $"unknown because {route.By.Reference} names no port of {host}", route)];
        }

        IReadOnlyList<Workload?> endpoints = service.Endpoints.Count > 0
            ? service.Endpoints
            : [.. _fleet.Clusters.SelectMany(other => other.Services).Where(other => other.Host == host).SelectMany(other => other.Endpoints)];
        IEnumerable<Call> calls =
        [
            .. endpoints.DefaultIfEmpty(null).Select(endpoint => new Call
            {
                From = new Caller.OfWorkload(caller),
                To = endpoint,
                Service = service,
                ServicePort = port.Number,
                Subset = route.Destination?.Subset,
                Port = (endpoint is null ? port.Target : port.TargetOn(endpoint)) ?? port.Number,
                Protocol = port.Protocol,
                Http = call.Http,
            }),
        ];
        return calls.Select(next => new Hop(next, _evaluator.Evaluate(next)));
    }

    private Cluster? ClusterOf(Call call)
    {
        var workload = call.To is { DataPlane: DataPlane.Gateway } gateway ? gateway : (call.From as Caller.OfWorkload)?.Workload;
        return workload is null ? null : _fleet.Clusters.FirstOrDefault(cluster => cluster.Region == workload.Region);
    }

    private static Hop Open(Workload caller, Call call, string reason, RouteChoice? route) => Ended(caller, call, null, reason, route?.By.Reference, route?.By.Source);

    private static Hop Refused(Workload caller, Call call, string reason, ObjectReference? by, SourceLocation? source) => Ended(caller, call, false, reason, by, source);

    private static Hop Ended(Workload caller, Call call, bool? allow, string reason, ObjectReference? by, SourceLocation? source) => new(
        new Call { From = new Caller.OfWorkload(caller), Port = call.ServicePort ?? call.Port, Protocol = call.Protocol, Http = call.Http },
        new Verdict(
            Transport.None,
            [],
            new LayerAnswer { Layer = Layer.ClientTls, Allow = allow, DecidedBy = by?.ToString() ?? "gateway", Object = by, Source = source, Reason = reason }));
}
