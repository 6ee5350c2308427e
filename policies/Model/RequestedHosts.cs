using Policies.Istio;

namespace Policies.Model;

/// <summary>
/// Where a sidecar sends a request whose address nobody has: its listener of a port of HTTP takes every address, and chooses by the request's host
/// (istio: pilot/pkg/networking/core, <c>buildSidecarOutboundHTTPRouteConfig</c>).
/// </summary>
internal static class RequestedHosts
{
    /// <summary>The port at which VirtualServices may name hosts that are no service's (<c>buildSidecarVirtualHostsForVirtualService</c>).</summary>
    private const int ServicelessPort = 80;

    /// <summary>The service of a host; for one that only a VirtualService has, a service without endpoints; null where the proxy has no route for it.</summary>
    /// <param name="cluster">The client's cluster.</param>
    /// <param name="names">What names mean there.</param>
    /// <param name="client">The client.</param>
    /// <param name="host">The request's host, with or without a port.</param>
    /// <param name="port">The called port.</param>
    internal static Target? Of(Cluster cluster, CallResolution names, Workload client, string host, int port)
    {
        var name = host.Split(':')[0].ToLowerInvariant();
        if (client.DataPlane is not DataPlane.Sidecar || System.Net.IPAddress.TryParse(name, out _))
        {
            return null;
        }

        if (names.Find(name, client.Namespace, candidate => candidate.Number == port) is { Service: { } known } target
            && known.Ports.Any(candidate => candidate.Number == port && candidate.Protocol.IsHttp()))
        {
            return target;
        }

        var routed = new ServiceModel { Name = name, Namespace = "", Host = name, Ports = [new ServicePort { Number = ServicelessPort, Target = ServicelessPort, Protocol = PortProtocol.Http }] };
        return port == ServicelessPort
            && cluster.Services.Any(service => service.Ports.Any(candidate => candidate.Number == ServicelessPort && candidate.Protocol.IsHttp()))
            && VirtualServiceRouting.Routes(cluster, client, routed, ServicelessPort).Count > 0
                ? new Target(routed, [])
                : null;
    }
}
