using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio;

/// <summary>Which services of a cluster callers in other networks reach through its east-west gateway.</summary>
/// <remarks>
/// The gateway routes by the server name in the callers' mutual TLS, and has a route only for the hosts that a server with <c>AUTO_PASSTHROUGH</c> lists
/// (istio: pilot/pkg/networking/core/gateway.go). Clients of other networks connect to port 15443, the default of network gateways.
/// </remarks>
public sealed class EastWestGateways
{
    /// <summary>Where clients in other networks connect.</summary>
    public const int Port = 15443;

    private const string Role = "eastwestgateway";

    private readonly ILookup<string, Entry> _exact;
    private readonly IReadOnlyList<Entry> _wildcards;

    private EastWestGateways(bool isKnown, bool isModelled, IReadOnlyList<Entry> hosts)
    {
        IsKnown = isKnown;
        IsModelled = isModelled;
        Hosts = [.. hosts.Select(entry => (entry.Gateway, entry.Host, entry.Port))];
        var usable = hosts.Where(entry => entry.Port == Port).ToList();
        _exact = usable.ToLookup(entry => entry.Host, StringComparer.Ordinal);
        _wildcards = [.. usable.Where(entry => HostNames.IsWildcard(entry.Host))];
    }

    /// <summary>Whether the input has the gateway's pods, or says what some gateway passes on; otherwise nothing can be told.</summary>
    public bool IsKnown { get; }

    /// <summary>Whether all that the gateway passes on is said by Istio's own Gateways; the Gateway API's words for it are not modelled.</summary>
    public bool IsModelled { get; }

    /// <summary>The hosts that are listed, with the Gateway that does, on whatever port.</summary>
    public IReadOnlyList<(ConfigObject<Gateway> Gateway, string Host, int Port)> Hosts { get; }

    /// <summary>Reads a cluster.</summary>
    public static EastWestGateways Of(Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var pods = cluster.Workloads.Where(workload => workload.DataPlane == DataPlane.Gateway).ToList();
        var passing = cluster.Gateways
            .Where(gateway => pods.Count == 0 || pods.Exists(pod => gateway.Object.Spec?.Selector.Matches(pod.Labels) ?? false))
            .SelectMany(gateway => (gateway.Object.Spec?.Servers ?? []).Select(server => (gateway, server)))
            .Where(entry => entry.server.Tls?.Mode is GatewayMode.AutoPassthrough)
            .SelectMany(entry => entry.server.Hosts, (entry, host) => Entry.Of(entry.gateway, (int)entry.server.Port.Number, host))
            .ToList();
        var isModelled = !cluster.GatewayApiGateways.Any(gateway => gateway.Object.Spec.Listeners.Any(listener => listener.Port == Port));
        return new EastWestGateways(
            passing.Count > 0 || pods.Exists(pod => pod.Labels.GetValueOrDefault("istio") == Role), isModelled, passing);
    }

    /// <summary>The Gateway that passes calls to a service on; null where none does.</summary>
    /// <param name="service">The service, by its host and namespace.</param>
    public ConfigObject<Gateway>? Passing(ServiceModel service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return _exact[service.Host].Concat(_wildcards.Where(entry => HostNames.IsWithin(service.Host, entry.Host)))
            .FirstOrDefault(entry => entry.Namespace is "*" || entry.Namespace == service.Namespace)?.Gateway;
    }

    /// <summary>A listed host: <c>host</c>, or <c>namespace/host</c>, of which <c>.</c> is the Gateway's own namespace.</summary>
    private sealed record Entry(ConfigObject<Gateway> Gateway, int Port, string Namespace, string Host)
    {
        public static Entry Of(ConfigObject<Gateway> gateway, int port, string host) => host.Split('/', 2) switch
        {
            [".", var name] => new Entry(gateway, port, gateway.Namespace, name),
            [var @namespace, var name] => new Entry(gateway, port, @namespace, name),
            _ => new Entry(gateway, port, "*", host),
        };
    }
}
