using Policies.Model;

namespace Policies.Network;

/// <summary>The pods of one cluster by namespace, and the namespaces' labels.</summary>
internal sealed class PodIndex
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();
    private readonly Dictionary<string, List<Workload>> _pods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _labels = new(StringComparer.Ordinal);
    private readonly string? _region;

    public PodIndex(Cluster cluster)
    {
        _region = cluster.Region;
        All = cluster.Workloads;
        foreach (var @namespace in cluster.Namespaces)
        {
            _labels[@namespace.Name] = @namespace.Labels;
        }

        foreach (var workload in cluster.Workloads)
        {
            if (!_pods.TryGetValue(workload.Namespace, out var pods))
            {
                _pods[workload.Namespace] = pods = [];
            }

            pods.Add(workload);
        }
    }

    /// <summary>Every workload of the cluster.</summary>
    public IReadOnlyList<Workload> All { get; }

    /// <summary>The namespaces with pods.</summary>
    public IEnumerable<string> Namespaces => _pods.Keys;

    /// <summary>Whether a workload runs in the cluster.</summary>
    public bool Has(Workload workload) => workload.Region == _region;

    /// <summary>The pods of a namespace.</summary>
    public IReadOnlyList<Workload> In(string name) => _pods.TryGetValue(name, out var pods) ? pods : [];

    /// <summary>A namespace's labels, with the one that Kubernetes sets.</summary>
    public IReadOnlyDictionary<string, string> LabelsOf(string name)
    {
        var labels = _labels.GetValueOrDefault(name, NoLabels);
        if (!labels.ContainsKey(WellKnownLabels.NamespaceName))
        {
            _labels[name] = labels = new Dictionary<string, string>(labels, StringComparer.Ordinal) { [WellKnownLabels.NamespaceName] = name };
        }

        return labels;
    }
}
