using Manifests.Istio.Networking.V1;
using Policies.Istio;
using Policies.Istio.Gateways;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>What a gateway makes of a call that it takes.</summary>
internal sealed class GatewayHop
{
    private readonly Evaluator _evaluator;
    private readonly Cluster _cluster;
    private readonly MergedGateway _merged;
    private readonly Workload _gateway;
    private readonly RouteHop _route;

    /// <summary>Follows the calls that a gateway takes.</summary>
    public GatewayHop(Fleet fleet, Evaluator evaluator, Workload gateway)
    {
        (_evaluator, _gateway) = (evaluator, gateway);
        (_cluster, _merged) = evaluator.GatewayOf(gateway);
        _route = new RouteHop(fleet, evaluator, _cluster, gateway);
    }

    /// <summary>The calls that it makes for it, or why it makes none.</summary>
    public IEnumerable<Hop> Of(Call call)
    {
        var (name, isKnown) = _evaluator.AskedNameOf(call);
        var listener = _merged.On(call.Port);
        if (listener?.Problem is { } problem)
        {
            return [_route.Open(call, $"unknown because {problem}", null)];
        }

        if ((listener?.Taking(name) ?? (isKnown || listener is not { Chains: [var first, ..] } ? null : first)) is not { } chain)
        {
            return [_route.Open(call, $"unknown because no server of a Gateway takes {name ?? call.Http?.Host ?? "a call without a host"} there", null)];
        }

        return chain.IsAutomatic ? []
            : !chain.Server.ReadsRequests ? OfConnection(chain, name, call)
            : call.Http is { Host: { } host } request ? OfRequest(chain, host.Split(':')[0].ToLowerInvariant(), request, call)
            : [_route.Open(call, $"unknown because {chain.Server.Gateway.Reference} takes requests there, and none was asked about", null)];
    }

    private IEnumerable<Hop> OfRequest(GatewayChain chain, string name, HttpCall request, Call call)
    {
        var gateways = chain.Servers.Select(server => server.Gateway).DistinctBy(gateway => gateway.Reference).ToList();
        if (GatewayVirtualHosts.Of(GatewayVirtualHosts.Of(_cluster, _gateway, chain.Servers), name) is not { } host)
        {
            var all = string.Join(" or ", gateways.Select(gateway => gateway.Reference));
            return [_route.Refused(call, $"no VirtualService of {all} has a route for {name}, so {_gateway} answers 404", gateways[0].Reference, gateways[0].Source)];
        }

        if (host.RedirectsToHttps)
        {
            var by = chain.Servers.First(server => server.RedirectsToHttps).Gateway;
            return [_route.Refused(call, $"{by.Reference} answers with a redirect to HTTPS", by.Reference, by.Source)];
        }

        // The gateway's proxy makes paths one of a kind before it compares them; what it cannot, it has refused.
        var seen = request with { Path = PathNormalization.Normalize(request.Path, _cluster.Mesh.PathNormalization) ?? request.Path };
        var route = VirtualServiceRouting.Among(host.Routes, host.Routes[0].By, new ServiceModel { Name = name, Namespace = "", Host = name }, seen, _cluster);
        var unknown = route.IsUnmatched ? host.Routes.Select(made => made.By).FirstOrDefault(service => OpenOf(service) is not null)
            : OpenOf(route.By) is null ? null
            : route.By;
        return unknown is not null ? [_route.Open(call, $"unknown because of {unknown.Reference}: {OpenOf(unknown)}", unknown)]
            : route.IsUnmatched ? [_route.Refused(call, $"{route.By.Reference}: {route.Problem}", route.By.Reference, route.By.Source)]
            : route.IsAnswered
                ? [_route.Refused(call, $"{route.By.Reference}: its route answers instead of the service", route.By.Reference, route.By.Source)]
            : VirtualServiceRouting.AbortShare(route.Route!) > 0 ? [_route.Open(call, $"unknown because of {route.By.Reference}: {VirtualServiceRouting.InjectsErrors}", route.By)]
            : route.Route is { Delegate: not null } ? [_route.Open(call, $"unknown because of {route.By.Reference}: {route.Problem}", route.By)]
            : _route.Along(route, call with { Http = seen });
    }

    private string? OpenOf(ConfigObject<VirtualService> service) => _cluster.Reviews.Of(service.Manifest).Open;

    /// <summary>Connections, and TLS that is handed through by its server name. What is handed through to another network's callers keeps its certificate.</summary>
    private IEnumerable<Hop> OfConnection(GatewayChain chain, string? name, Call call)
    {
        var by = chain.Server.Gateway;
        return chain.By is { } service
            ? OpenOf(service) is { } open ? [_route.Open(call, $"unknown because of {service.Reference}: {open}", service)]
            : _route.Along(chain.Destinations, service, call)
            : [_route.Refused(call, $"no VirtualService of {by.Reference} has a route for connections {(chain.Server.IsPassthrough ? $"to {name ?? "no server name"}" : "there")}, so {_gateway} closes it", by.Reference, by.Source)];
    }
}
