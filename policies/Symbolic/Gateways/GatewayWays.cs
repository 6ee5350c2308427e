using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic.Servers;

namespace Policies.Symbolic.Gateways;

/// <summary>The ways on which calls come through gateways to the ports of a fleet.</summary>
internal sealed class GatewayWays
{
    private readonly Evaluator _evaluator;
    private readonly Func<Cluster, (ServerPolicies Policies, DestinationPorts Ports)> _servers;
    private readonly List<GatewayEntrance> _entrances;
    private readonly Dictionary<Workload, List<(GatewayEntrance Entrance, GatewayRoute Route, RouteEnd End, ServiceModel Service, ServicePort Port)>> _routes =
        new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads a fleet.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="entrances">The entrances of its gateways that count.</param>
    /// <param name="evaluator">What says whether a gateway's calls arrive.</param>
    /// <param name="servers">What decides in each cluster.</param>
    public GatewayWays(Fleet fleet, IEnumerable<GatewayEntrance> entrances, Evaluator evaluator, Func<Cluster, (ServerPolicies Policies, DestinationPorts Ports)> servers)
    {
        _evaluator = evaluator;
        _servers = servers;
        _entrances = [.. entrances];
        foreach (var entrance in _entrances)
        {
            foreach (var route in entrance.Routes)
            {
                foreach (var end in route.Ends)
                {
                    Add(fleet, entrance, route, end);
                }
            }
        }
    }

    /// <summary>The entrances.</summary>
    public IReadOnlyList<GatewayEntrance> Entrances => _entrances;

    /// <summary>The workloads that some route leads to.</summary>
    public IEnumerable<Workload> Ends => _routes.Keys;

    /// <summary>Whether no gateway has an entrance.</summary>
    public bool IsEmpty => _entrances.Count == 0;

    /// <summary>The passages to a port: one for each entrance with a route that leads there, or may.</summary>
    public IEnumerable<(GatewayEntrance Entrance, IReadOnlyList<GatewayArrival> Arrivals)> To(DestinationPort port)
    {
        var routes = _routes.GetValueOrDefault(port.Workload, [])
            .Where(entry => entry.Port.TargetOn(port.Workload) == port.Number)
            .ToLookup(entry => entry.Entrance, (IEqualityComparer<GatewayEntrance>)ReferenceEqualityComparer.Instance);
        foreach (var entrance in _entrances.Where(entrance => IsCarried(entrance, port)))
        {
            if (routes.Contains(entrance) || entrance.Routes.Any(route => route.IsAnywhere))
            {
                yield return (entrance, [.. routes[entrance].Select(entry => Arrival(entry.Route, entry.End, entry.Service, entry.Port, entrance, port))]);
            }
        }
    }

    /// <summary>The passages to a host outside of the mesh.</summary>
    public IEnumerable<(GatewayEntrance Entrance, IReadOnlyList<GatewayArrival> Arrivals)> To(Cluster cluster, ServiceModel service, ServicePort port)
    {
        foreach (var entrance in _entrances.Where(entrance => ReferenceEquals(entrance.Port.Cluster, cluster)))
        {
            var arrivals = (
                from route in entrance.Routes
                from end in route.Ends
                where end.Host == service.Host && (end.Port is null || end.Port == port.Number)
                select Outside(route, end, entrance, service, port)).ToList();
            if (arrivals.Count > 0 || entrance.Routes.Any(route => route.IsAnywhere))
            {
                yield return (entrance, arrivals);
            }
        }
    }

    /// <summary>What decides at an entrance.</summary>
    public PortPolicy PolicyOf(GatewayEntrance entrance) => _servers(entrance.Port.Cluster).Policies.At(entrance.Port);

    private void Add(Fleet fleet, GatewayEntrance entrance, GatewayRoute route, RouteEnd end)
    {
        if (entrance.Port.Cluster.Services.FirstOrDefault(service => service.Host == end.Host) is not { } service
            || (end.Port is { } number ? service.Ports.FirstOrDefault(port => port.Number == number) : service.Ports is [var only] ? only : null) is not { } port)
        {
            return;
        }

        foreach (var endpoint in _evaluator.EndpointsOf(fleet, entrance.Gateway, service, end.Subset))
        {
            if (!_routes.TryGetValue(endpoint, out var list))
            {
                _routes.Add(endpoint, list = []);
            }

            list.Add((entrance, route, end, service, port));
        }
    }

    /// <summary>Requests come to ports that take them, and as bytes to those that are said to take something else; connections may carry anything.</summary>
    private static bool IsCarried(GatewayEntrance entrance, DestinationPort port) =>
        !entrance.Port.IsHttp || port.IsHttp || port.Protocol is not PortProtocol.Auto;

    /// <summary>Out of the mesh nobody is asked any more, once the gateway's own proxy and the network let the call pass.</summary>
    private GatewayArrival Outside(GatewayRoute route, RouteEnd end, GatewayEntrance entrance, ServiceModel service, ServicePort port)
    {
        var call = new Call
        {
            From = new Caller.OfWorkload(entrance.Gateway),
            Service = service,
            ServicePort = port.Number,
            Subset = end.Subset,
            Port = port.Target ?? port.Number,
            Protocol = port.Protocol,
            Http = port.Protocol.IsHttp() ? new HttpCall() : null,
        };
        return new GatewayArrival
        {
            Route = route,
            Call = call,
            As = new SeenBehind { Identity = null, Address = entrance.Gateway.OnlyIp, ServerName = null, Rewrite = end.Rewrite, ReadsRequests = entrance.Port.IsHttp, ArrivesAsRequest = port.Protocol.IsHttp() },
            Policy = PolicyOf(entrance) with { Transport = null, Rules = [], IsClosed = false, AllowPolicy = null, Open = null, Unknown = null },
            Stopped = _evaluator.Evaluate(call).Layers.FirstOrDefault(answer => answer.Allow != true),
        };
    }

    private GatewayArrival Arrival(GatewayRoute route, RouteEnd end, ServiceModel service, ServicePort servicePort, GatewayEntrance entrance, DestinationPort port)
    {
        var call = new Call
        {
            From = new Caller.OfWorkload(entrance.Gateway),
            To = port.Workload,
            Service = service,
            ServicePort = servicePort.Number,
            Subset = end.Subset,
            Port = port.Number,
            Protocol = servicePort.Protocol,
            Http = port.IsHttp ? new HttpCall() : null,
        };
        var verdict = _evaluator.Evaluate(call);
        var stopped = verdict.Layers.FirstOrDefault(answer => answer.Layer != Layer.Authorization && answer.Allow != true);
        var (policies, ports) = _servers(port.Cluster);
        var decides = port;
        if (port.Workload.DataPlane == DataPlane.Ambient && policies.Waypoints.IsUsedBy(DataPlane.Gateway, service)
            && ports.Fronts(service, servicePort).FirstOrDefault(front => front.IsHttp == port.IsHttp) is { } front)
        {
            // The first answer of authorization is that of the workload's ztunnel about the waypoint.
            decides = front;
            stopped ??= verdict.Layers.FirstOrDefault(answer => answer.Layer == Layer.Authorization) is { Allow: not true } refusal ? refusal : null;
        }

        var isMutual = verdict.Transport is Transport.Mtls;
        var seen = new SeenBehind
        {
            Identity = isMutual ? entrance.Gateway.Identity : null,
            Address = entrance.Gateway.OnlyIp,
            ServerName = isMutual ? $"outbound_.{servicePort.Number}_.{end.Subset}_.{service.Host}" : null,
            Rewrite = end.Rewrite,
            ReadsRequests = entrance.Port.IsHttp,
            ArrivesAsRequest = decides.IsHttp,
        };
        return new GatewayArrival { Route = route, Call = call, As = seen, Policy = seen.Of(policies.At(decides)), Stopped = stopped };
    }
}
