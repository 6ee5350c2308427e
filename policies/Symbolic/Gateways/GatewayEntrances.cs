using Manifests.Istio.Networking.V1;
using Policies.Istio.GatewayApi;
using Policies.Model;
using Policies.Symbolic.Servers;

namespace Policies.Symbolic.Gateways;

/// <summary>The entrances of a cluster's gateways.</summary>
internal static class GatewayEntrances
{
    /// <summary>
    /// Those of all gateways. A server with <c>AUTO_PASSTHROUGH</c> is none: callers' own certificates come to the services behind it, whose policies decide as
    /// they do for calls that come straight.
    /// </summary>
    public static IReadOnlyList<GatewayEntrance> Of(Cluster cluster)
    {
        var translated = GatewayApiTranslation.Of(cluster);
        return
        [
            .. from gateway in translated.Gateways
               from proxy in cluster.Workloads
               where proxy.DataPlane == DataPlane.Gateway && GatewayApiTranslation.Serves(gateway, proxy)
               from server in gateway.Object.Spec!.Servers ?? []
               where server.Tls?.Mode is not GatewayMode.AutoPassthrough
               select Of(cluster, translated, gateway, proxy, server),
        ];
    }

    private static GatewayEntrance Of(Cluster cluster, Cluster translated, ConfigObject<Gateway> gateway, Workload proxy, GatewayServer server)
    {
        var number = (int)server.Port.Number;
        var (service, port) = (
            from candidate in cluster.Services
            where candidate.Endpoints.Any(endpoint => ReferenceEquals(endpoint, proxy))
            from servicePort in candidate.Ports
            where servicePort.Number == number || servicePort.TargetOn(proxy) == number
            orderby servicePort.Number != number
            select (candidate, servicePort)).FirstOrDefault();
        var target = port?.TargetOn(proxy) ?? number;
        var readsRequests = ReadsRequests(server);
        var routes = new VirtualServiceRoutes(translated, gateway, server, proxy, number);
        return new GatewayEntrance
        {
            Port = new DestinationPort { Cluster = cluster, Workload = proxy, Number = target, IsDeclared = true, IsHttp = readsRequests },
            Service = service,
            ServicePort = port,
            By = gateway,
            Server = server,
            Routes =
            [
                .. server.Tls?.HttpsRedirect == true ? []
                    : readsRequests ? routes.OfRequests()
                    : server.Tls is { Mode: GatewayMode.Passthrough or null } ? routes.OfServerNames()
                    : routes.OfConnections(),
            ],
        };
    }

    private static bool ReadsRequests(GatewayServer server) => PortProtocols.Parse(server.Port.Protocol) is { } protocol
        && (protocol.IsHttp() || (protocol is PortProtocol.Https && server.Tls?.Mode is not (null or GatewayMode.Passthrough)));
}
