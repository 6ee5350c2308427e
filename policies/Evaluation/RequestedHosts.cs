using Policies.Istio;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>
/// Where a sidecar sends a request whose address nobody has: its listener of a port of HTTP takes every address, and chooses by the request's host
/// (istio: pilot/pkg/networking/core, <c>buildSidecarOutboundHTTPRouteConfig</c>).
/// </summary>
internal sealed class RequestedHosts
{
    /// <summary>The port at which VirtualServices may name hosts that are no service's (<c>buildSidecarVirtualHostsForVirtualService</c>).</summary>
    private const int ServicelessPort = 80;

    private readonly Cluster _cluster;
    private readonly Workload _client;
    private readonly EgressHosts? _listed;

    /// <summary>Reads what a client's proxy knows.</summary>
    /// <param name="cluster">The client's cluster.</param>
    /// <param name="client">The client.</param>
    internal RequestedHosts(Cluster cluster, Workload client)
    {
        (_cluster, _client) = (cluster, client);
        _listed = new SidecarIndex(cluster).Of(client)?.Object.Spec?.Egress is { Count: > 0 } egress ? new EgressHosts(egress) : null;
    }

    /// <summary>The service of a host; for one that only a VirtualService has, a service without endpoints; null where the proxy has no route for it.</summary>
    /// <param name="host">The request's host, with or without a port.</param>
    /// <param name="port">The called port.</param>
    /// <param name="find">What a name means there.</param>
    internal Target? Find(string host, int port, Func<string, Target?> find)
    {
        var name = host.Split(':')[0].ToLowerInvariant();
        return _client.DataPlane is not DataPlane.Sidecar || System.Net.IPAddress.TryParse(name, out _) ? null
            : find(name) is { Service: { } service } target && TakesRequests(service, port) && Knows(service, port) ? target
            : port == ServicelessPort && IsRouted(name) ? new Target(Serviceless(name), [])
            : null;
    }

    private static ServiceModel Serviceless(string name) => new()
    {
        Name = name,
        Namespace = "",
        Host = name,
        Ports = [new ServicePort { Number = ServicelessPort, Target = ServicelessPort, Protocol = PortProtocol.Http }],
    };

    private static bool TakesRequests(ServiceModel service, int port) =>
        service.Ports.Any(candidate => candidate.Number == port && candidate.Protocol.IsHttp());

    private bool Knows(ServiceModel service, int port) =>
        Visibility.IsShown(service.ExportTo, _cluster.Mesh.DefaultServiceExportTo, service.Namespace, _client.Namespace)
        && _listed?.Include(service, port, _client.Namespace) != false;

    /// <summary>Whether a VirtualService has the host, by a name or a wildcard that is no service's, and the port has a listener at all.</summary>
    private bool IsRouted(string name)
    {
        if (VirtualServiceRouting.Routes(_cluster, _client, Serviceless(name), ServicelessPort) is not [var first, ..])
        {
            return false;
        }

        var spec = first.By.Object.Spec!;
        string[] hosts = [.. (spec.Hosts ?? []).Select(Resolve)];
        var ends = (spec.Http ?? []).SelectMany(route => route.Route ?? []).Select(way => Resolve(way.Destination?.Host ?? "")).ToHashSet();
        var known = _cluster.Services.Where(service => Knows(service, ServicelessPort)).ToList();
        return _listed?.Include(first.By, hosts, ServicelessPort, _client.Namespace) != false
            && _cluster.Services.Any(service => TakesRequests(service, ServicelessPort) && (known.Contains(service) || ends.Contains(service.Host)))
            && !(HostNames.MostSpecific(hosts, name) is { } best && HostNames.IsWildcard(best)
                && known.Exists(service => HostNames.IsWithin(service.Host, best)));

        string Resolve(string host) => HostNames.Resolve(host, first.By.Namespace, _cluster.Mesh.ClusterDomain);
    }
}
