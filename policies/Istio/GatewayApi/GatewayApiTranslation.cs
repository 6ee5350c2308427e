using Policies.Model;
using Api = Manifests.GatewayApi.V1;
using Networking = Manifests.Istio.Networking.V1;

namespace Policies.Istio.GatewayApi;

/// <summary>
/// The Gateway API's Gateways and routes as Istio's own Gateways and VirtualServices, which is how istiod takes them (<c>pilot/pkg/config/kube/gateway</c>,
/// conversion.go): a Gateway for each listener, and VirtualServices in the order of precedence that the Gateway API states.
/// </summary>
internal static class GatewayApiTranslation
{
    /// <summary>The annotation of a translated Gateway, which has the namespace of the pods that serve it and of no others.</summary>
    private const string Serving = "internal.istio.io/parents";

    /// <summary>A cluster with the translated objects among its own; waypoints, and routes of Services, are left out.</summary>
    public static Cluster Of(Cluster cluster)
    {
        var listeners = ListenerServers.Of(cluster).ToList();
        if (listeners.Count == 0)
        {
            return cluster;
        }

        var routes = new RouteObjects(cluster, listeners);
        return cluster with
        {
            Gateways = [.. cluster.Gateways, .. listeners.Select(listener => listener.Translated)],
            VirtualServices = [.. cluster.VirtualServices, .. HttpRouteTranslation.Of(routes), .. GrpcRouteTranslation.Of(routes), .. ConnectionRouteTranslation.Of(routes)],
        };
    }

    /// <summary>Whether a gateway's pods serve a Gateway: by its selector, and of a translated one those pods only that its parent has.</summary>
    public static bool Serves(ConfigObject<Networking.Gateway> gateway, Workload proxy) =>
        gateway.Object.Spec?.Selector.Matches(proxy.Labels) == true
        && (gateway.Object.Metadata.Annotations?.GetValueOrDefault(Serving) is not { } @namespace || @namespace == proxy.Namespace);

    /// <summary>The name by which VirtualServices are bound to a Gateway; of a translated one not that of its parent, which messages say.</summary>
    public static string NameOf(ConfigObject<Networking.Gateway> gateway) => $"{gateway.Namespace}/{gateway.Object.Metadata.Name}";

    /// <summary>Makes a translated Gateway.</summary>
    /// <param name="parent">The Gateway API's.</param>
    /// <param name="name">The name.</param>
    /// <param name="proxy">The pods.</param>
    /// <param name="server">What one of its listeners says.</param>
    public static ConfigObject<Networking.Gateway> Gateway(ConfigObject<Api.Gateway> parent, string name, Workload proxy, Networking.GatewayServer server)
    {
        var made = new Networking.Gateway
        {
            Metadata = new() { Name = name, Namespace = parent.Namespace, Annotations = new() { [Serving] = proxy.Namespace } },
            Spec = new() { Selector = new(proxy.Labels), Servers = [server] },
        };
        return new ConfigObject<Networking.Gateway> { Object = made, Manifest = made.ToNode(), Reference = parent.Reference, Source = parent.Source, Index = parent.Index };
    }
}
