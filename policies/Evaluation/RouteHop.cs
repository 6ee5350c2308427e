using Manifests.Istio.Networking.V1;
using Policies.Istio;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>The calls that a proxy makes along a route.</summary>
internal sealed class RouteHop(Fleet fleet, Evaluator evaluator, Cluster cluster, Workload caller)
{
    /// <summary>The problem of a rewrite that is not followed.</summary>
    internal const string NotApplied = "its route rewrites the path by a regular expression that is not modelled";

    /// <summary>The calls along a route of requests: one for each endpoint of each service that it leads to.</summary>
    public IEnumerable<Hop> Along(RouteChoice route, Call call)
    {
        // The client asked for the host that it called, wherever its proxy sends the request.
        var request = call.Http! with { Host = call.Http!.Host ?? call.Service?.Host };
        var ways = route.Route?.Route ?? [];
        return ways.Where(way => way.Weight is null or > 0 || ways.Count == 1).SelectMany(way =>
            RequestChange.Of(cluster, route.Route!, way, route.Match) is not { } change ? Along(way.Destination, route.By, call with { Http = request })
            : change.Apply(request) is { } changed ? Along(way.Destination, route.By, call with { Http = changed })
            : [Open(call, $"unknown because of {route.By.Reference}: {change.Problem ?? NotApplied}", route.By)]);
    }

    /// <summary>The calls to every endpoint of some destinations: those of the caller's own cluster, else those of others.</summary>
    public IEnumerable<Hop> Along(IReadOnlyList<VirtualServiceDestination> destinations, ConfigObject<VirtualService> by, Call call) =>
        destinations.SelectMany(destination => Along(destination, by, call));

    /// <summary>An end that nobody knows.</summary>
    public Hop Open(Call call, string reason, ConfigObject<VirtualService>? by) => Ended(call, null, reason, by?.Reference, by?.Source);

    /// <summary>An end at the proxy itself, which refuses or answers.</summary>
    public Hop Refused(Call call, string reason, ObjectReference? by, SourceLocation? source) => Ended(call, false, reason, by, source);

    private IEnumerable<Hop> Along(VirtualServiceDestination destination, ConfigObject<VirtualService> by, Call call)
    {
        var host = HostNames.Resolve(destination.Host, by.Namespace, cluster.Mesh.ClusterDomain);
        var stated = destination.Port?.Number;
        var named = cluster.Services.Where(candidate => candidate.Host == host);
        if (SharedHosts.Choose(named, caller.Namespace, cluster.Mesh, port => stated is null || port.Number == stated) is not { } service)
        {
            return [Refused(call, $"{by.Reference} leads to {host}, which is no service, so {caller} answers 503", by.Reference, by.Source)];
        }

        // Without a port of its own a destination has its only one, else the one that was called (GetDestinationCluster).
        var number = stated ?? (service.Ports is [var only] ? only.Number : caller.DataPlane is DataPlane.Sidecar ? call.ServicePort : null);
        var port = service.Ports.FirstOrDefault(candidate => candidate.Number == number);
        if (port is null)
        {
            return [Open(call, $"unknown because {by.Reference} names no port of {host}", by)];
        }

        if (!evaluator.Reaches(caller, by, service, port.Number))
        {
            var reason = $"{by.Reference} leads to port {port.Number} of {host}, which the Sidecar of {caller} does not list, so its proxy answers 503";
            return [Refused(call, reason, by.Reference, by.Source)];
        }

        return evaluator.EndpointsOf(fleet, caller, service, destination.Subset).Cast<Workload?>().DefaultIfEmpty(null).Select(endpoint => new Call
        {
            From = new Caller.OfWorkload(caller),
            To = endpoint,
            Service = service,
            ServicePort = port.Number,
            Subset = destination.Subset,
            IsRouted = true,
            Port = (endpoint is null ? port.Target : port.TargetOn(endpoint)) ?? port.Number,
            Protocol = port.Protocol,
            Http = call.Http,
            RemoteIp = SaidBehind(call),
            IsApplicationTls = call.Http is null && call.IsApplicationTls,
        }).Select(next => new Hop(next, evaluator.Evaluate(next)));
    }

    /// <summary>Who called, as a gateway writes it into the requests that it passes on, for whoever reads them there; null where it passes on none.</summary>
    private string? SaidBehind(Call call) =>
        caller.DataPlane != DataPlane.Gateway || call.Http is null ? null : call.From switch
        {
            Caller.OfWorkload known => known.Workload.OnlyIp ?? RemoteAddress.Unknown,
            Caller.OfIdentity held => held.Ip ?? RemoteAddress.Unknown,
            Caller.Outsider outsider => outsider.Ip ?? RemoteAddress.Unknown,
            _ => null,
        };

    private Hop Ended(Call call, bool? allow, string reason, ObjectReference? by, SourceLocation? source) => new(
        new Call { From = new Caller.OfWorkload(caller), Port = call.ServicePort ?? call.Port, Protocol = call.Protocol, Http = call.Http },
        new Verdict(
            Transport.None,
            [],
            new LayerAnswer { Layer = Layer.ClientTls, Allow = allow, DecidedBy = by?.ToString() ?? "gateway", Object = by, Source = source, Reason = reason }));
}
