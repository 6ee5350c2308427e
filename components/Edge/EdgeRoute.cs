using Components.Intent;
using Components.Mesh;

namespace Components.Edge;

/// <summary>A port of a workload under a public name.</summary>
/// <param name="Host">The public name.</param>
/// <param name="Workload">The workload.</param>
/// <param name="Port">The port.</param>
/// <param name="Paths">The paths, ordered; empty for every path.</param>
internal sealed record EdgeRoute(EdgeHost Host, Workload Workload, WorkloadPort Port, IReadOnlyList<string> Paths)
{
    /// <summary>The port of the gateway on which the host is served.</summary>
    public int GatewayPort => Host.AsksForCertificate ? Gateways.MutualHttpsPort : Gateways.HttpsPort;

    /// <summary>Every route of a region, by host, namespace, workload and port.</summary>
    public static IReadOnlyList<EdgeRoute> Of(RegionIntent intent) =>
    [
        .. intent.Workloads
            .SelectMany(workload => workload.Ports.SelectMany(port => Of(workload, port)))
            .OrderBy(route => route.Host.Name, StringComparer.Ordinal)
            .ThenBy(route => route.Workload.Namespace, StringComparer.Ordinal)
            .ThenBy(route => route.Workload.Name, StringComparer.Ordinal)
            .ThenBy(route => route.Port.Name, StringComparer.Ordinal),
    ];

    private static IEnumerable<EdgeRoute> Of(Workload workload, WorkloadPort port) => port.Callers
        .SelectMany(caller => caller.Hosts.Select(host => (Host: host, Caller: caller)))
        .GroupBy(served => served.Host, served => served.Caller)
        .Select(callers => new EdgeRoute(callers.Key, workload, port, Union(callers)));

    /// <summary>One caller without a list of paths may ask for all of them.</summary>
    private static IReadOnlyList<string> Union(IEnumerable<Caller> callers)
    {
        Caller[] all = [.. callers];
        return Array.Exists(all, caller => caller.Paths.Count == 0)
            ? []
            : [.. all.SelectMany(caller => caller.Paths).Distinct().Order(StringComparer.Ordinal)];
    }
}
