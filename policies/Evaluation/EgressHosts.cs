using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>
/// What a Sidecar lists for the calls of its workloads. A listener with a port is all that there is of that port; the others are for the rest
/// (istio: <c>pilot/pkg/model/sidecar.go</c>). A listener that speaks HTTP_PROXY is called by its own port and knows its services on each of theirs.
/// </summary>
internal sealed class EgressHosts
{
    private const string Proxy = "HTTP_PROXY";

    private readonly Dictionary<int, EgressList> _byPort;
    private readonly EgressList _others;

    /// <summary>Reads the listeners.</summary>
    internal EgressHosts(IReadOnlyList<SidecarEgres> listeners)
    {
        var byPort = listeners.ToLookup(PortOf);
        _byPort = byPort.Where(listed => listed.Key != 0).ToDictionary(listed => listed.Key, List);
        _others = List(byPort[0]);
    }

    /// <summary>Whether a service is listed for clients of a namespace on a port.</summary>
    internal bool Include(ServiceModel service, int port, string clientNamespace) => On(port).Include(service.Host, service.Namespace, clientNamespace);

    /// <summary>Whether a service is listed for clients of a namespace on any port.</summary>
    internal bool Include(ServiceModel service, string clientNamespace) =>
        _byPort.Values.Append(_others).Any(list => list.Include(service.Host, service.Namespace, clientNamespace));

    /// <summary>
    /// Whether a VirtualService counts for the calls of a namespace to a port: by its own namespace and any of its hosts (<c>SelectVirtualServices</c>).
    /// </summary>
    internal bool Include(ConfigObject<VirtualService> service, IReadOnlyList<string> hosts, int port, string clientNamespace) =>
        hosts.Any(host => On(port).Overlap(host, service.Namespace, clientNamespace));

    /// <summary>
    /// Whether the proxy knows a service on a port to which a VirtualService leads: a listener of that port, or one without, lists either of the two
    /// (<c>collectImportedServices</c>).
    /// </summary>
    internal bool Reach(ServiceModel service, int port, ConfigObject<VirtualService> by, IReadOnlyList<string> hosts, string clientNamespace) =>
        new[] { _others, On(port) }.Any(list => list.Include(service.Host, service.Namespace, clientNamespace)
            || hosts.Any(host => list.Overlap(host, by.Namespace, clientNamespace)));

    private EgressList On(int port) => _byPort.GetValueOrDefault(port, _others);

    private static EgressList List(IEnumerable<SidecarEgres> listeners) => new(listeners.SelectMany(listener => listener.Hosts));

    private static int PortOf(SidecarEgres listener) =>
        listener.Port is { Number: { } number } port && !string.Equals(port.Protocol, Proxy, StringComparison.OrdinalIgnoreCase) ? (int)number : 0;
}
