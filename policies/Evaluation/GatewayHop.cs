using Manifests.Istio.Networking.V1;
using Policies.Istio;
using Policies.Istio.GatewayApi;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>What a gateway makes of a call that it takes.</summary>
internal sealed class GatewayHop(Fleet fleet, Evaluator evaluator, Cluster cluster, Workload gateway)
{
    private readonly RouteHop _route = new(fleet, evaluator, cluster, gateway);

    /// <summary>The calls that it makes for it, or why it makes none.</summary>
    public IEnumerable<Hop> Of(Call call)
    {
        var servers = (
            from candidate in cluster.Gateways
            where GatewayApiTranslation.Serves(candidate, gateway)
            from server in candidate.Object.Spec!.Servers ?? []
            where server.Port.Number == call.ServicePort || server.Port.Number == call.Port
            select (Gateway: candidate, Server: server)).ToList();
        var name = (call.Http?.Host?.Split(':')[0] ?? call.Sni)?.ToLowerInvariant();
        var taking = servers.Where(entry => entry.Server.Hosts.Any(host => Bare(host) == "*" || (name is not null && HostNames.IsWithin(name, Bare(host)))))
            .OrderByDescending(entry => entry.Server.Hosts.Max(host => name is not null && HostNames.IsWithin(name, Bare(host)) ? Bare(host).Length : 0))
            .ToList();
        return taking.Count == 0
            ? [_route.Open(call, $"unknown because no server of a Gateway takes {name ?? "a call without a host"} there", null)]
            : taking[0].Server.Tls?.HttpsRedirect == true
                ? [_route.Refused(call, $"{taking[0].Gateway.Reference} answers with a redirect to HTTPS", taking[0].Gateway.Reference, taking[0].Gateway.Source)]
                : call.Http is { Host: not null } request && taking[0].Server.Tls?.Mode is not (GatewayMode.Passthrough or GatewayMode.AutoPassthrough)
                    ? OfRequest(taking, name!, request, call)
                    : OfConnection(taking[0].Gateway, taking[0].Server, call);
    }

    private IEnumerable<Hop> OfRequest(IReadOnlyList<(ConfigObject<Gateway> Gateway, GatewayServer Server)> servers, string name, HttpCall request, Call call)
    {
        var named = new ServiceModel { Name = name, Namespace = "", Host = name };
        var found = servers
            .Select(server => VirtualServiceRouting.Of(cluster, gateway, named, (int)server.Server.Port.Number, request, GatewayApiTranslation.NameOf(server.Gateway), (server.Server, server.Gateway.Namespace)))
            .FirstOrDefault(route => route is not null);
        if (found is not { } route)
        {
            return [_route.Refused(call, $"no VirtualService of {string.Join(" or ", servers.Select(server => server.Gateway.Reference))} has a route for {name}, so {gateway} answers 404", servers[0].Gateway.Reference, servers[0].Gateway.Source)];
        }

        return cluster.Reviews.Of(route.By.Manifest).NotModelled is { } field ? [_route.Open(call, $"unknown because of {route.By.Reference}: it has a field that is not modelled: {field}", route.By)]
            : route.IsUnmatched ? [_route.Refused(call, $"{route.By.Reference}: {route.Problem}", route.By.Reference, route.By.Source)]
            : route.IsAnswered
                ? [_route.Refused(call, $"{route.By.Reference}: its route answers instead of the service", route.By.Reference, route.By.Source)]
            : VirtualServiceRouting.AbortShare(route.Route!) > 0 ? [_route.Open(call, $"unknown because of {route.By.Reference}: {VirtualServiceRouting.InjectsErrors}", route.By)]
            : route.Route is { Delegate: not null } ? [_route.Open(call, $"unknown because of {route.By.Reference}: {route.Problem}", route.By)]
            : _route.Along(route, call);
    }

    /// <summary>Connections, and TLS that is handed through by its server name. What is handed through to another network's callers keeps its certificate.</summary>
    private IEnumerable<Hop> OfConnection(ConfigObject<Gateway> owner, GatewayServer server, Call call)
    {
        if (server.Tls?.Mode is GatewayMode.AutoPassthrough)
        {
            return [];
        }

        if (PortProtocols.Parse(server.Port.Protocol) is { } protocol && (protocol.IsHttp() || (protocol is PortProtocol.Https && server.Tls?.Mode is not (null or GatewayMode.Passthrough))))
        {
            return [_route.Open(call, $"unknown because {owner.Reference} takes requests there, and none was asked about", null)];
        }

        var isByName = server.Tls is { Mode: GatewayMode.Passthrough or null };
        var name = (call.Sni ?? call.Http?.Host?.Split(':')[0])?.ToLowerInvariant();
        var bound = cluster.VirtualServices
            .Where(service => VirtualServiceRouting.IsBound(service, gateway, GatewayApiTranslation.NameOf(owner), cluster.Mesh) && GatewayHosts.AreShared(server, owner.Namespace, service, cluster.Mesh.ClusterDomain))
            .ToList();
        var route = isByName ? ByName(bound, name, server.Port.Number, owner) : ByPort(bound, server.Port.Number, owner);
        return route is var (service, destinations)
            ? _route.Along(destinations, service, call)
            : [_route.Refused(call, $"no VirtualService of {owner.Reference} has a route for connections {(isByName ? $"to {name}" : "there")}, so {gateway} closes it", owner.Reference, owner.Source)];
    }

    /// <summary>Whose connection it is, istiod does not ask here: matches name it for sidecars only (<c>l4SingleMatch</c>).</summary>
    private static (ConfigObject<VirtualService>, IReadOnlyList<VirtualServiceDestination>)? ByName(IReadOnlyList<ConfigObject<VirtualService>> bound, string? name, long port, ConfigObject<Gateway> owner) => (
        from service in bound
        from route in service.Object.Spec?.Tls ?? []
        from match in route.Match
        where VirtualServiceRouting.IsFor(match.Gateways, service.Namespace, GatewayApiTranslation.NameOf(owner))
            && (match.Port is null || match.Port == port)
        from host in match.SniHosts
        where HostNames.IsWithin(name ?? "", host)
        orderby HostNames.IsWildcard(host), host.Length descending
        select ((ConfigObject<VirtualService>, IReadOnlyList<VirtualServiceDestination>)?)(service, [.. (route.Route ?? []).Select(way => way.Destination)])).FirstOrDefault();

    private static (ConfigObject<VirtualService>, IReadOnlyList<VirtualServiceDestination>)? ByPort(IReadOnlyList<ConfigObject<VirtualService>> bound, long port, ConfigObject<Gateway> owner) => (
        from service in bound
        from route in service.Object.Spec?.Tcp ?? []
        where route.Match is not { Count: > 0 } matches || matches.Any(match =>
            VirtualServiceRouting.IsFor(match.Gateways, service.Namespace, GatewayApiTranslation.NameOf(owner))
            && (match.Port is null || match.Port == port))
        select ((ConfigObject<VirtualService>, IReadOnlyList<VirtualServiceDestination>)?)(service, [.. (route.Route ?? []).Select(way => way.Destination)])).FirstOrDefault();

    private static string Bare(string host) => host[(host.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
