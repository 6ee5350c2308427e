using Policies.Istio.GatewayApi;
using Policies.Istio.Gateways;
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
            .. from proxy in cluster.Workloads
               where proxy.DataPlane == DataPlane.Gateway
               from listener in MergedGateway.Of(translated, proxy).Listeners
               from chains in listener.Chains.Where(chain => !chain.IsAutomatic).GroupBy(chain => chain.Server, (IEqualityComparer<MergedServer>)ReferenceEqualityComparer.Instance)
               select Of(cluster, translated, proxy, listener, [.. chains]),
        ];
    }

    private static GatewayEntrance Of(Cluster cluster, Cluster translated, Workload proxy, GatewayListener listener, IReadOnlyList<GatewayChain> chains)
    {
        var server = chains[0].Server;
        var (service, port) = (
            from candidate in cluster.Services
            where candidate.Endpoints.Any(endpoint => ReferenceEquals(endpoint, proxy))
            from servicePort in candidate.Ports
            where servicePort.TargetOn(proxy) == listener.Port
            orderby servicePort.Number != server.Server.Port.Number
            select (candidate, servicePort)).FirstOrDefault();
        var routes = new VirtualServiceRoutes(translated, listener, chains, proxy);
        return new GatewayEntrance
        {
            Port = new DestinationPort { Cluster = cluster, Workload = proxy, Number = listener.Port, IsDeclared = true, IsHttp = server.ReadsRequests },
            Service = service,
            ServicePort = port,
            By = server.Gateway,
            Server = server.Server,
            Routes = [.. server.ReadsRequests ? routes.OfRequests() : routes.OfConnections()],
        };
    }
}
