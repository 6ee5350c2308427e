namespace Policies.Model;

/// <summary>Workloads by namespace and label, so that a selector costs what it selects.</summary>
public sealed class WorkloadIndex
{
    private static readonly Dictionary<string, string> Everything = [];
    private readonly Dictionary<string, Bucket> _byNamespace = new(StringComparer.Ordinal);
    private readonly Bucket _all = new();

    internal WorkloadIndex(IReadOnlyList<Workload> workloads)
    {
        All = workloads;
        foreach (var workload in workloads)
        {
            _all.Add(workload);
            (_byNamespace.TryGetValue(workload.Namespace, out var bucket) ? bucket : _byNamespace[workload.Namespace] = new Bucket()).Add(workload);
        }
    }

    /// <summary>Every workload.</summary>
    public IReadOnlyList<Workload> All { get; }

    /// <summary>Whether anything is known to run in a namespace. Where nothing is, a selector that matches nothing proves nothing.</summary>
    public bool Knows(string @namespace) => _byNamespace.ContainsKey(@namespace);

    /// <summary>The workloads of a namespace.</summary>
    public IReadOnlyList<Workload> In(string @namespace) => Select(@namespace, Everything);

    /// <summary>The workloads that carry all labels of a selector; an empty one selects all.</summary>
    /// <param name="namespace">The namespace; null for all of them.</param>
    /// <param name="labels">The selector's <c>matchLabels</c>.</param>
    public IReadOnlyList<Workload> Select(string? @namespace, IReadOnlyDictionary<string, string>? labels)
    {
        var bucket = @namespace is null ? _all : _byNamespace.GetValueOrDefault(@namespace);
        return bucket is null ? [] : bucket.Select(labels ?? Everything);
    }

    private sealed class Bucket
    {
        private readonly List<Workload> _workloads = [];
        private Dictionary<(string Key, string Value), List<Workload>>? _byLabel;

        public void Add(Workload workload) => _workloads.Add(workload);

        public IReadOnlyList<Workload> Select(IReadOnlyDictionary<string, string> labels)
        {
            if (labels.Count == 0)
            {
                return _workloads;
            }

            _byLabel ??= ByLabel();
            List<Workload>? fewest = null;
            foreach (var (key, value) in labels)
            {
                if (!_byLabel.TryGetValue((key, value), out var carriers))
                {
                    return [];
                }

                fewest = fewest is null || carriers.Count < fewest.Count ? carriers : fewest;
            }

            return labels.Count == 1 ? fewest! : fewest!.FindAll(workload => Carries(workload, labels));
        }

        private Dictionary<(string Key, string Value), List<Workload>> ByLabel()
        {
            var index = new Dictionary<(string Key, string Value), List<Workload>>();
            foreach (var workload in _workloads)
            {
                foreach (var (key, value) in workload.Labels)
                {
                    var label = (key, value);
                    (index.TryGetValue(label, out var list) ? list : index[label] = []).Add(workload);
                }
            }

            return index;
        }

        private static bool Carries(Workload workload, IReadOnlyDictionary<string, string> labels)
        {
            foreach (var (key, value) in labels)
            {
                if (!workload.Labels.TryGetValue(key, out var own) || own != value)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
