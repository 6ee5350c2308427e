using Manifests.Meta.V1;
using Policies.Model;

namespace Policies.Network;

/// <summary>The pods of one cluster by namespace, and the namespaces' labels.</summary>
internal sealed class PodIndex
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();
    private readonly WorkloadIndex _pods;
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _labels = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly string? _region;

    public PodIndex(Cluster cluster)
    {
        _region = cluster.Region;
        _pods = new WorkloadIndex(cluster.Workloads);
        Namespaces = [.. cluster.Workloads.Select(workload => workload.Namespace).Distinct(StringComparer.Ordinal)];
        foreach (var @namespace in cluster.Namespaces)
        {
            _labels[@namespace.Name] = @namespace.Labels;
            if (@namespace.HasUnknownLabels)
            {
                _unknown.Add(@namespace.Name);
            }
        }
    }

    /// <summary>Every workload of the cluster.</summary>
    public IReadOnlyList<Workload> All => _pods.All;

    /// <summary>The namespaces with pods.</summary>
    public IReadOnlyList<string> Namespaces { get; }

    /// <summary>Whether a workload runs in the cluster.</summary>
    public bool Has(Workload workload) => workload.Region == _region;

    /// <summary>The pods of a namespace.</summary>
    public IReadOnlyList<Workload> In(string name) => _pods.In(name);

    /// <summary>The pods of a namespace that a selector picks.</summary>
    public IEnumerable<Workload> Picked(string name, LabelSelector selector) =>
        _pods.Select(name, selector.MatchLabels).Where(pod => selector.MatchExpressions is not { Count: > 0 } || selector.Picks(pod.Labels));

    /// <summary>Whether a selector picks a namespace; unknown where the input does not have the labels that it asks for.</summary>
    public NetworkAnswer Picks(LabelSelector selector, string name)
    {
        if (!_unknown.Contains(name))
        {
            return selector.Picks(LabelsOf(name)) ? NetworkAnswer.Allowed : NetworkAnswer.Denied;
        }

        var byName = new LabelSelector
        {
            MatchLabels = new(selector.MatchLabels?.Where(label => label.Key == WellKnownLabels.NamespaceName) ?? []),
            MatchExpressions = selector.MatchExpressions is { } expressions ? [.. expressions.Where(expression => expression.Key == WellKnownLabels.NamespaceName)] : null,
        };
        return !byName.Picks(LabelsOf(name)) ? NetworkAnswer.Denied
            : (byName.MatchLabels?.Count ?? 0) + (byName.MatchExpressions?.Count ?? 0) == (selector.MatchLabels?.Count ?? 0) + (selector.MatchExpressions?.Count ?? 0)
                ? NetworkAnswer.Allowed
                : NetworkAnswer.Unknown;
    }

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
