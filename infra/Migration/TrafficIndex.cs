using Components.Intent;
using Infra.Planning;

namespace Infra.Migration;

/// <summary>Finds the series of a port, and those that belong to no port of the stack.</summary>
internal sealed class TrafficIndex
{
    private readonly ILookup<(string Namespace, string Name), TrafficSeries> _byName;
    private readonly HashSet<TrafficSeries> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Evidence _evidence;
    private readonly EnvironmentIntent _intent;

    public TrafficIndex(EnvironmentIntent intent, Evidence evidence)
    {
        (_intent, _evidence) = (intent, evidence);
        _byName = evidence.Series
            .SelectMany(series => series.Names.Select(name => (Key: (series.Namespace, name), series)))
            .ToLookup(entry => entry.Key, entry => entry.series);
        foreach (var region in intent.Regions)
        {
            foreach (var (workload, port) in region.Workloads.SelectMany(workload => workload.Ports.Select(port => (workload, port))))
            {
                _known.UnionWith(Of(region, workload, port));
            }
        }
    }

    /// <summary>What was seen of a port, by region.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TrafficSeries>> Of(string service, string port) => new SortedDictionary<string, IReadOnlyList<TrafficSeries>>(
        _intent.Regions
            .SelectMany(region => region.Workloads.Where(workload => workload.Name == service).Select(workload => (region, workload)))
            .ToDictionary(
                pair => pair.region.Region.Name,
                pair => Of(pair.region, pair.workload, pair.workload.Ports.First(one => one.Name == port))),
        StringComparer.Ordinal);

    /// <summary>Plaintext to pods and ports that the stack does not name, in a namespace or, with null, outside the stack's namespaces.</summary>
    public IReadOnlyList<TrafficSeries> Strangers(string? name) =>
    [
        .. _evidence.Series.Where(series => series.Plaintext > 0 && !_known.Contains(series)
            && (name is not null ? series.Namespace == name : !_intent.Settings.Namespaces.ContainsKey(series.Namespace) && !IsPlatform(series.Namespace))),
    ];

    /// <summary>Gateways terminate what comes from outside themselves, and istiod's ports speak TLS of their own.</summary>
    private bool IsPlatform(string name) =>
        _intent.Regions.Any(region => name == region.Mesh.RootNamespace || name == region.Mesh.GatewayNamespace);

    private IReadOnlyList<TrafficSeries> Of(RegionIntent region, Workload workload, WorkloadPort port)
    {
        var isTcp = port.Protocol is PortProtocol.Tcp or PortProtocol.Tls;
        var app = workload.Labels.GetValueOrDefault("app", workload.Name);
        return
        [
            .. _byName[(workload.Namespace, workload.Name)].Union(_byName[(workload.Namespace, app)])
                .Where(series => series.Cluster == region.Region.Cluster || (series.Cluster.Length == 0 && _intent.Regions.Count == 1))
                .Where(series => series.Port is { } number ? number == port.TargetPort : series.IsTcp == isTcp),
        ];
    }
}
