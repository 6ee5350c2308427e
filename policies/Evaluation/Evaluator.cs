using Manifests.Istio.Networking.V1;
using Policies.Evaluation.Authorization;
using Policies.Istio;
using Policies.Istio.Gateways;
using Policies.Model;
using Policies.Network;

namespace Policies.Evaluation;

/// <summary>Says what becomes of a call, as Istio 1.30 would decide it, and why: layer by layer.</summary>
/// <remarks>
/// What does not depend on a request is worked out once per caller, endpoint and port. An evaluator is for one thread; several may share a fleet.
/// Where a meaning is not modelled the verdict is open, and says what is not known.
/// </remarks>
public sealed class Evaluator
{
    /// <summary>Routes that are kept; a matrix of all services would otherwise hold each of its cells.</summary>
    private const int MostRoutes = 200_000;

    private static readonly ILayer ClientTls = new ClientTlsLayer();
    private static readonly ILayer Network = new NetworkLayer();
    private static readonly ILayer ServerTls = new ServerTlsLayer();
    private static readonly ILayer Trust = new TrustLayer();

    private readonly Dictionary<RouteKey, Route> _routes = [];
    private readonly Dictionary<string, ClusterIndex> _clusters;
    private readonly ClusterIndex _first;

    /// <summary>An evaluator of calls in a fleet.</summary>
    public Evaluator(Fleet fleet)
        : this(fleet, new SharedIndexes())
    {
    }

    /// <summary>An evaluator beside others of the same fleet.</summary>
    internal Evaluator(Fleet fleet, SharedIndexes shared)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        var clusters = fleet.Clusters.Count == 0 ? [new Cluster()] : fleet.Clusters;
        _clusters = clusters.ToDictionary(cluster => cluster.Region ?? "", cluster => new ClusterIndex(cluster, shared), StringComparer.Ordinal);
        _first = _clusters[clusters[0].Region ?? ""];
    }

    /// <summary>What becomes of a call.</summary>
    public Verdict Evaluate(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        call = RequestTarget.Read(call);
        var server = ServerOf(call);
        var remote = RemoteAddress.Of(call, server.Cluster.Mesh);
        var key = new RouteKey(call, remote);
        if (!_routes.TryGetValue(key, out var route))
        {
            if (_routes.Count >= MostRoutes)
            {
                _routes.Clear();
            }

            _routes.Add(key, route = Plan(call, server, remote));
        }

        return route.Decide(call.Http);
    }

    /// <summary>
    /// The first thing between the two proxies that keeps a call from arriving, or may: what the client's side sends, what the server takes, and whether
    /// each end takes the other's certificate. Null where nothing does. What the networks carry and whom the server authorizes is not asked.
    /// </summary>
    internal LayerAnswer? HandshakeProblem(Call call)
    {
        var context = ContextOf(call, ServerOf(call));
        var client = ClientTls.Answer(context);
        return OpenLayer.OfProxies(context) is { } open
            ? Uncertain(context, client).Append(open).First(answer => answer.Allow is null)
            : Handshake(context, client).Find(answer => answer.Allow != true);
    }

    /// <summary>What becomes of a call that any of several endpoints may answer, of which a VirtualService may have chosen a subset.</summary>
    /// <param name="endpoints">The same call to each endpoint; at least one.</param>
    public IReadOnlyList<Verdict> Evaluate(IReadOnlyList<Call> endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (RequestTarget.IsAbsolute(endpoints[0].Http))
        {
            endpoints = [.. endpoints.Select(RequestTarget.Read)];
        }

        var call = endpoints[0];
        if (call is { Service: not null, Http: not null, From: Caller.OfWorkload { Workload.DataPlane: DataPlane.Ambient or DataPlane.Gateway } })
        {
            return [.. endpoints.Select(ThroughWaypoint)];
        }

        if (call is not { Service: { } service, From: Caller.OfWorkload { Workload: { DataPlane: DataPlane.Sidecar } client } }
            || IndexOf(client) is not { } index
            || index.Cluster.VirtualServices.Count == 0
            || (call.Http is { } request
                ? VirtualServiceRouting.Of(index.Cluster, client, service, call.ServicePort, request)
                : VirtualServiceRouting.OfConnection(index.Cluster, client, service)) is not { } route
            || !Knows(client, route.By, call))
        {
            return [.. endpoints.Select(Evaluate)];
        }

        if (Field(index.Cluster, route) is { } field)
        {
            return [.. endpoints.Select(endpoint => Rerouted(Evaluate(endpoint), route, null, field))];
        }

        if (route.Problem is { } problem)
        {
            return [.. endpoints.Select(endpoint => Rerouted(Evaluate(endpoint), route, route.IsAnswered ? false : null, problem))];
        }

        if (route.Change is { } change)
        {
            if (change.Apply(call.Http!) is not { } changed)
            {
                return [.. endpoints.Select(endpoint => Rerouted(Evaluate(endpoint), route, null, change.Problem ?? RouteHop.NotApplied))];
            }

            endpoints = [.. endpoints.Select(endpoint => endpoint with { Http = changed })];
        }

        var labels = index.SubsetLabels(client, service, route.Subset);
        var chosen = endpoints.Where(endpoint => endpoint.To is null || labels.Matches(endpoint.To.Labels))
            .Select(endpoint => endpoint with { Subset = route.Subset, IsRouted = true }).ToList();
        return [.. (chosen.Count > 0 ? chosen : endpoints).Select(Evaluate)];
    }

    /// <summary>
    /// What becomes of a request that may come through the waypoint of the service that is called. The waypoint asks its policies first, about the request as it
    /// came and the service that was called; then its routes decide where it goes.
    /// </summary>
    private Verdict ThroughWaypoint(Call call)
    {
        var verdict = Evaluate(call);
        var index = ServerOf(call);
        return index.Cluster.VirtualServices.Count == 0
            || ContextOf(call, index).Waypoint is not { } waypoint
            || VirtualServiceRouting.OfWaypoint(index.Cluster, waypoint, call.Service!, call.ServicePort ?? call.Port, call.Http!) is not { } route
                ? verdict
                : Field(index.Cluster, route) is { } field ? Rerouted(verdict, route, null, field)
                : route.Problem is { } problem ? Rerouted(verdict, route, route.IsAnswered ? false : null, problem)
                : verdict;
    }

    /// <summary>
    /// The routes of requests among which proxies choose for a call: those that the caller's own sidecar knows, or the waypoint of the service that is called;
    /// none where no VirtualService speaks of the service.
    /// </summary>
    internal IReadOnlyList<MadeRoute> RoutesOf(Call call)
    {
        if (call is not { Service: { } service, From: Caller.OfWorkload { Workload: var client } })
        {
            return [];
        }

        if (client.DataPlane is DataPlane.Sidecar)
        {
            return IndexOf(client) is { Cluster: { VirtualServices.Count: > 0 } known }
                ? [.. VirtualServiceRouting.Routes(known, client, service, call.ServicePort).Where(route => Knows(client, route.By, call))]
                : [];
        }

        var index = ServerOf(call);
        return client.DataPlane is DataPlane.Ambient or DataPlane.Gateway && index.Cluster.VirtualServices.Count > 0 && ContextOf(call, index).Waypoint is { } waypoint
            ? VirtualServiceRouting.RoutesOfWaypoint(index.Cluster, waypoint, service, call.ServicePort ?? call.Port)
            : [];
    }

    /// <summary>The one of these routes that a request takes; null where there are none.</summary>
    internal RouteChoice? RouteOf(Call call) => RoutesOf(call) is { Count: > 0 } routes && call is { Http: { } request, From: Caller.OfWorkload { Workload: var client } }
        ? VirtualServiceRouting.Among(routes, routes[0].By, call.Service!, request, (client.DataPlane is DataPlane.Sidecar ? IndexOf(client)! : ServerOf(call)).Cluster)
        : null;

    /// <summary>Whether a VirtualService that a client may see counts for a call of it, which its Sidecar may keep from it.</summary>
    internal bool Knows(Workload client, ConfigObject<VirtualService> service, Call call) =>
        IndexOf(client)?.EgressOf(client)?.Include(service, HostsOf(client, service), call.ServicePort ?? call.Port, client.Namespace) != false;

    /// <summary>Whether a client's proxy knows the service and port to which a VirtualService leads.</summary>
    internal bool Reaches(Workload client, ConfigObject<VirtualService> by, ServiceModel service, int port) =>
        IndexOf(client)?.EgressOf(client)?.Reach(service, port, by, HostsOf(client, by), client.Namespace) != false;

    /// <summary>A gateway's cluster with what is translated from the Gateway API, and all Gateways of its pods.</summary>
    internal (Cluster Translated, MergedGateway Merged) GatewayOf(Workload gateway) => IndexOf(gateway) is { } index ? (index.Translated, index.GatewayOf(gateway)) : (_first.Translated, _first.GatewayOf(gateway));

    /// <summary>The name by which a gateway's listener chooses a server for a call, and whether it is known.</summary>
    internal (string? Name, bool IsKnown) AskedNameOf(Call call)
    {
        var context = ContextOf(call, ServerOf(call));
        ClientTls.Answer(context);
        return context.AskedName;
    }

    private IReadOnlyList<string> HostsOf(Workload client, ConfigObject<VirtualService> service) =>
        [.. (service.Object.Spec?.Hosts ?? []).Select(host => HostNames.Resolve(host, service.Namespace, IndexOf(client)!.Cluster.Mesh.ClusterDomain))];

    /// <summary>What answers a proxy's calls to a service: its endpoints of the proxy's own cluster, else those of the same host in others; of a subset, those that it selects.</summary>
    internal IReadOnlyList<Workload> EndpointsOf(Fleet fleet, Workload client, ServiceModel service, string? subset)
    {
        IReadOnlyList<Workload> endpoints = service.Endpoints.Count > 0
            ? service.Endpoints
            : [.. fleet.Clusters.SelectMany(other => other.Services).Where(other => other.Host == service.Host).SelectMany(other => other.Endpoints)];
        return subset is not null && IndexOf(client)?.SubsetLabels(client, service, subset) is { } labels
            ? [.. endpoints.Where(endpoint => labels.Matches(endpoint.Labels))]
            : endpoints;
    }

    private static string? Field(Cluster cluster, RouteChoice route) => cluster.Reviews.Of(route.By.Manifest).Open;

    /// <summary>A request that is denied anyway stays so; any other may become another one, or ends at the client's own proxy.</summary>
    private static Verdict Rerouted(Verdict verdict, RouteChoice route, bool? allow, string problem) => verdict.Allow == false
        ? verdict
        : verdict.Before(new LayerAnswer
        {
            Layer = Layer.ClientTls,
            Allow = allow,
            DecidedBy = route.By.Reference.ToString(),
            Object = route.By.Reference,
            Source = route.By.Source,
            Reason = allow == false ? $"{route.By.Reference}: {problem}" : $"unknown because of {route.By.Reference}: {problem}",
        });

    private ClusterIndex? IndexOf(Workload? workload) => workload is null ? null : _clusters.GetValueOrDefault(workload.Region ?? "");

    private ClusterIndex ServerOf(Call call) => IndexOf(call.To) ?? IndexOf((call.From as Caller.OfWorkload)?.Workload) ?? _first;

    private RouteContext ContextOf(Call call, ClusterIndex server)
    {
        var context = new RouteContext
        {
            Call = call,
            Client = IndexOf((call.From as Caller.OfWorkload)?.Workload) ?? server,
            Server = server,
        };
        context.Waypoint = AmbientPath.WaypointOf(context);
        return context;
    }

    private Route Plan(Call call, ClusterIndex server, string? remote)
    {
        var context = ContextOf(call, server);

        // What the client sends comes first, since only mutual TLS crosses between networks; the network's answer is still the first.
        var client = ClientTls.Answer(context);
        var network = Network.Answer(context);
        if (OpenLayer.Of(context) is { } open && (network.Allow != false || open.Layer is Layer.Network))
        {
            return new Route([.. network.Allow == false ? [] : new[] { network }, .. Uncertain(context, client)], context, _ => open);
        }

        if (network.Allow == false)
        {
            return new Route([network], context, null, null);
        }

        List<LayerAnswer> answers = [network, .. Handshake(context, client)];
        return answers[^1].Allow == false ? new Route(answers, context, null, null) : Authorized(answers, context, remote);
    }

    /// <summary>What both ends' proxies say, up to the one that denies.</summary>
    private static List<LayerAnswer> Handshake(RouteContext context, LayerAnswer client)
    {
        List<LayerAnswer> answers = [client];
        if (client.Allow != false)
        {
            answers.Add(ServerTls.Answer(context));
        }

        if (answers[^1].Allow != false)
        {
            answers.Add(Trust.Answer(context));
        }

        return answers;
    }

    /// <summary>What they say where nobody knows where the call ends: what denies is not certain either.</summary>
    private static IEnumerable<LayerAnswer> Uncertain(RouteContext context, LayerAnswer client) =>
        client.Allow == false ? [] : new[] { client, ServerTls.Answer(context) }.Where(answer => answer.Allow == true);

    private static Route Authorized(List<LayerAnswer> answers, RouteContext context, string? remote)
    {
        var (call, server) = (context.Call, context.Server);
        if (context.PassesServerBy)
        {
            return new Route(answers, context, null, null);
        }

        if (call is { Protocol: not (PortProtocol.Udp or PortProtocol.Sctp), To.DataPlane: DataPlane.Linkerd })
        {
            return new Route(answers, context, request => LinkerdPath.Authorization(context, request));
        }

        if (call is { Protocol: not (PortProtocol.Udp or PortProtocol.Sctp), To.DataPlane: DataPlane.Ambient })
        {
            var ztunnel = AmbientPath.Authorization(context);
            return context.Waypoint is null || ztunnel.Allow == false
                ? new Route(answers, context, _ => ztunnel)
                : AmbientPath.Through(context, context.Waypoint, [.. answers, ztunnel], remote);
        }

        if (!call.Protocol.IsOverTcp() || call.To is not { DataPlane: DataPlane.Sidecar or DataPlane.Gateway or DataPlane.Waypoint } endpoint)
        {
            return new Route(answers, context, null, null);
        }

        var source = Range(context.SourceIp);
        var chain = server.ChainOf(endpoint, context.ReadsRequests).Bind(new Connection
        {
            Identity = context.Identity,
            Source = source,
            // Whoever does not read the request finds no address in it.
            Remote = remote is null || (call.Http is not null && !context.ReadsRequests) ? source : Range(remote),
            Destination = Range(endpoint.OnlyIp),
            Port = call.Port,
            ServerName = context.ServerName,
        });
        return new Route(answers, context, chain, context.ReadsRequests ? server.TokensOf(endpoint) : null);
    }

    private static AddressRange? Range(string? address) => AddressRange.TryParse(address, out var range) ? range : null;
}
