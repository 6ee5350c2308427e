using Manifests.Istio.Networking.V1;
using Policies.Istio.GatewayApi;
using Policies.Model;

namespace Policies.Istio.Gateways;

/// <summary>All Gateways of a gateway's pods as one, which is what its proxy gets (<c>buildGatewayListeners</c> in <c>pilot/pkg/networking/core/gateway.go</c>).</summary>
internal sealed class MergedGateway
{
    private readonly Dictionary<int, GatewayListener> _byPort;

    private MergedGateway(IReadOnlyList<GatewayListener> listeners)
    {
        Listeners = listeners;
        _byPort = listeners.ToDictionary(listener => listener.Port);
    }

    /// <summary>The ports on which the proxy listens.</summary>
    public IReadOnlyList<GatewayListener> Listeners { get; }

    /// <summary>What listens on a port of the pods; null for nothing.</summary>
    public GatewayListener? On(int port) => _byPort.GetValueOrDefault(port);

    /// <summary>Merges what a cluster has for a gateway's pods.</summary>
    /// <param name="cluster">The cluster, with what is translated from the Gateway API.</param>
    /// <param name="proxy">The pods.</param>
    public static MergedGateway Of(Cluster cluster, Workload proxy)
    {
        var merge = new ServerMerge<ConfigObject<Gateway>>(ServicePorts.Of(cluster.Services, proxy));
        foreach (var gateway in cluster.Gateways.Where(gateway => GatewayApiTranslation.Serves(gateway, proxy)))
        {
            merge.Add(gateway, gateway.Object.Metadata.Name ?? gateway.Name, gateway.Namespace, gateway.Object.Spec?.Servers ?? []);
        }

        return new MergedGateway(
        [
            .. merge.Served.Select(served => new MergedServer(served.Gateway, served.Server, served.Port)).GroupBy(server => server.Port)
                .Select(servers => new GatewayListener(servers.Key, [.. servers], [.. GatewayChains.Of(cluster, proxy, [.. servers])])),
        ]);
    }
}
